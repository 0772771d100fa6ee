import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyMerges, rankMerges, SEED_CHARACTERS, trainMerges } from '../../../../kernels/text/bpe.ts';
import { byteSymbols, fromSymbols, splitWords, toSymbols } from '../../../../kernels/text/byte-level.ts';
import {
  fromTokenizerJson,
  TokenizerFormatError,
  toSpecialTokensMap,
  toTokenizerConfig,
  toTokenizerJson,
} from '../../../../kernels/text/hugging-face.ts';
import { BOS_ID, EOS_ID, PAD_ID, Tokenizer, UNK_ID } from '../../../../kernels/text/tokenizer.ts';

const TEXTS = [
  'O pão de queijo ficou pronto. A avó adorou o pão.',
  'Às vezes a canção começa às 14h30; não é ação, é coração.',
  'A menina cantou a canção na estação do coração.',
];
const tokenizer = Tokenizer.train(TEXTS, 300);
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.lorem());

describe('byte symbols', () => {
  it('gives each byte its own printable symbol', () => {
    expect(new Set(byteSymbols()).size).toBe(256);
    expect(toSymbols('é \n')).toEqual(['Ã', '©', 'Ġ', 'Ċ']);
  });

  it('round-trips any text, byte order marks included', () => {
    fc.assert(fc.property(text, (value) => fromSymbols(toSymbols(value).join('')) === value));
    expect(fromSymbols(toSymbols('\uFEFFa').join(''))).toBe('\uFEFFa');
  });

  it('cuts words so that joined they are the text', () => {
    fc.assert(fc.property(text, (value) => splitWords(value).join('') === value));
    expect(splitWords('Oi, são 14h.\n\nFim')).toEqual([
      'Oi',
      ',',
      ' são',
      ' 1',
      '4',
      'h',
      '.',
      '\n',
      '\n',
      'Fim',
    ]);
  });
});

describe('byte-pair merges', () => {
  it('makes every seed character one token first', () => {
    for (const character of SEED_CHARACTERS) expect(tokenizer.encode(character)).toHaveLength(1);
  });

  it('learns the most frequent pair first, and of equals the first in order', () => {
    expect(trainMerges(['aab aab ab'], 2, '')).toEqual([
      ['a', 'b'],
      ['a', 'ab'],
    ]);
  });

  it('applies the earliest merge first, wherever it stands', () => {
    const ranks = rankMerges([
      ['b', 'c'],
      ['a', 'b'],
    ]);
    expect(applyMerges(['a', 'b', 'c'], ranks)).toEqual(['a', 'bc']);
  });

  it('does not depend on the order of the texts', () => {
    expect(trainMerges(TEXTS, 80)).toEqual(trainMerges([...TEXTS].reverse(), 80));
  });

  it('makes no token twice', () => {
    expect(new Set(tokenizer.tokens).size).toBe(tokenizer.tokens.length);
  });
});

describe('Tokenizer', () => {
  it('has the special ids of Llama', () => {
    expect([UNK_ID, BOS_ID, EOS_ID, PAD_ID].map((id) => tokenizer.show(id))).toEqual([
      '<unk>',
      '<s>',
      '</s>',
      '<pad>',
    ]);
    expect(tokenizer.vocabularySize).toBe(300);
  });

  it('round-trips any Unicode text and never uses a special token for it', () => {
    fc.assert(
      fc.property(text, (value) => {
        const ids = tokenizer.encode(value);
        return (
          tokenizer.decode(ids) === value && ids.every((id) => id > PAD_ID && id < tokenizer.vocabularySize)
        );
      }),
    );
    expect(tokenizer.decode(tokenizer.encode('</s> 漢字 👩‍🚀 \t\r\n'))).toBe('</s> 漢字 👩‍🚀 \t\r\n');
  });

  it('leaves special tokens and unknown ids out of the decoded text', () => {
    expect(tokenizer.decode([BOS_ID, ...tokenizer.encode('pão'), EOS_ID, 99_999, -1])).toBe('pão');
  });

  it('compresses what it was trained on', () => {
    expect(tokenizer.encode(' canção').length).toBeLessThan(4);
  });

  it('refuses a vocabulary smaller than its fixed part', () => {
    expect(() => Tokenizer.train(TEXTS, 259)).toThrow('at least 260');
  });
});

describe('Hugging Face files', () => {
  const json = JSON.stringify(toTokenizerJson(tokenizer));

  it('reads what it writes', () => {
    const copy = fromTokenizerJson(json);
    expect(copy.tokens).toEqual(tokenizer.tokens);
    fc.assert(
      fc.property(text, (value) => {
        expect(copy.encode(value)).toEqual(tokenizer.encode(value));
      }),
    );
  });

  it('reads merges written as pairs too', () => {
    const file = JSON.parse(json);
    file.model.merges = tokenizer.merges;
    expect(fromTokenizerJson(JSON.stringify(file)).tokens).toEqual(tokenizer.tokens);
  });

  it('names the special tokens', () => {
    expect(toSpecialTokensMap()).toEqual({
      unk_token: '<unk>',
      bos_token: '<s>',
      eos_token: '</s>',
      pad_token: '<pad>',
    });
    expect(toTokenizerConfig(128)).toMatchObject({
      bos_token: '<s>',
      eos_token: '</s>',
      model_max_length: 128,
    });
  });

  it.each<[string, (file: ReturnType<typeof JSON.parse>) => void, RegExp]>([
    ['another model', (file) => (file.model.type = 'Unigram'), /model\.type/],
    ['another word pattern', (file) => (file.pre_tokenizer.pretokenizers[0].pattern.Regex = '.'), /pattern/],
    ['a wrong id', (file) => (file.model.vocab['<s>'] = 7), /"<s>" deveria ter o número 1/],
    ['a missing token', (file) => delete file.model.vocab['<pad>'], /vocabulário tem 299/],
    ['a merge of unknown parts', (file) => file.model.merges.push('zz zz'), /nenhuma fusão anterior/],
    ['a merge of three parts', (file) => file.model.merges.push('a b c'), /duas partes/],
    ['a repeated merge', (file) => file.model.merges.push(file.model.merges[0]), /já existe/],
  ])('refuses %s', (_, spoil, message) => {
    const file = JSON.parse(json);
    spoil(file);
    expect(() => fromTokenizerJson(JSON.stringify(file))).toThrow(message);
  });

  it('refuses any other text with an error of its own kind', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.json(),
      fc.nat(json.length - 1).map((end) => json.slice(0, end)),
    );
    fc.assert(
      fc.property(hostile, (value) => {
        expect(() => fromTokenizerJson(value)).toThrow(TokenizerFormatError);
      }),
    );
    expect(() => fromTokenizerJson('{"__proto__": {}}')).toThrow(TokenizerFormatError);
  });
});
