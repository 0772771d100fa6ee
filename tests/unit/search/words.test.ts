import { describe, expect, test } from 'vitest';
import { compactFormula, nameStems, plainName, stem, stemsOf, wordsOf } from '../../../src/search/words.ts';

describe('words', () => {
  test.each([
    ['quantização', 'quantizado', 'quantizar', 'quantizações', 'quantizasao', 'quantization', 'quantized'],
    ['congelar', 'congelado', 'congelamento', 'congeladas'],
    ['viés', 'vieses', 'vies'],
    ['treinável', 'treináveis', 'treinaveis'],
    ['módulo', 'modulos'],
    ['alvo', 'alvos'],
    ['tuning', 'tunning'],
    ['questão', 'questoes'],
  ])('%s and its forms share a stem', (...forms) => {
    const stems = forms.flatMap(wordsOf).map(stem);
    expect(new Set(stems).size, stems.join(' ')).toBe(1);
  });

  test.each([
    ['lora', 'qlora'],
    ['época', 'epopeia'],
    ['fp16', 'bf16'],
  ])('%s and %s are different words', (a, b) => {
    expect(stemsOf(a)).not.toEqual(stemsOf(b));
  });

  test.each(['quando usar LoRA', 'vale a pena usar LoRA', 'qual escolher, LoRA', 'Quando não usar LoRA?'])(
    '%s asks for a choice',
    (text) => {
      expect(wordsOf(text)).toEqual(['ou', 'lora']);
    },
  );

  test('numbers have one spelling', () => {
    expect(wordsOf('4.194.304 parâmetros, 0,127 bit, 48GB')).toEqual([
      '4194304',
      'parametros',
      '0.127',
      'bit',
      '48',
      'gb',
    ]);
    expect(wordsOf('4 vírgula 127')).toEqual(['4.127']);
    expect(wordsOf('1000×1000')).toEqual(wordsOf('1000 x 1000'));
    expect(wordsOf('65 bilhões')).toContain('65b');
    expect(wordsOf('quatro quintos')).toEqual(wordsOf('4/5'));
  });

  test('symbols are read by name', () => {
    expect(plainName('ΔW')).toBe('delta w');
    expect(plainName('W₀')).toBe('w0');
    expect(plainName('lora_alpha')).toBe('lora alfa');
    expect(plainName('α/√r')).toBe('alfa raiz r');
    expect(wordsOf('LoRA+ e LoRA')).toEqual(['lora+', 'e', 'lora']);
  });

  test('a name made of small words keeps them', () => {
    expect(nameStems('ajuste de prompt')).toEqual([stem('ajuste'), 'prompt']);
    expect(nameStems('a e o')).toEqual(['a', 'e', 'o']);
  });

  test('a formula typed in plain text and the one in the page are the same letters', () => {
    expect(compactFormula('delta w = ba')).toBe(compactFormula('ΔW = B A'));
    expect(compactFormula('h = w0x + alfa/r bax')).toBe(compactFormula('h = W₀x + α/r B(Ax)'));
    expect(compactFormula('alfa sobre raiz de r')).toBe(compactFormula('α/√r'));
  });
});
