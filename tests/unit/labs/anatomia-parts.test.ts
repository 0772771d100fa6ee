import { describe, expect, test } from 'vitest';
import { TASK_NAMES } from '../../../kernels/data/tasks/task.ts';
import { llamaShapes } from '../../../kernels/formats/llama-weights.ts';
import { elementCount } from '../../../kernels/formats/tensor.ts';
import { METHODS } from '../../../kernels/peft/registry.ts';
import { planOf } from '../../../src/labs/anatomia/additions.ts';
import { LLAMA_2_7B } from '../../../src/labs/anatomia/models.ts';
import { partsOf, totalOf } from '../../../src/labs/anatomia/parts.ts';
import { readable, sampleOf } from '../../../src/labs/anatomia/samples.ts';
import { type AnatomyState, TABLE } from '../../../src/labs/anatomia/state-table.ts';
import { stateOf } from '../../../src/labs/framework/rows.ts';

const SMALL = {
  ...LLAMA_2_7B,
  vocabSize: 96,
  hiddenSize: 32,
  intermediateSize: 48,
  layers: 3,
  heads: 4,
  kvHeads: 2,
  headDim: 8,
  tiedEmbeddings: true,
};

const planFor = (patch: Partial<AnatomyState>, config = LLAMA_2_7B) => planOf(config, stateOf(TABLE, patch));

describe('parts', () => {
  test.each([
    ['Llama-2-7B', LLAMA_2_7B, 6_738_415_616],
    ['a small tied model', SMALL, undefined],
  ])('hold every parameter of the model: %s', (_, config, published) => {
    const total = partsOf(config).reduce((sum, part) => sum + totalOf(part, config), 0);
    const shapes = [...llamaShapes(config).values()];
    expect(total).toBe(shapes.reduce((sum, shape) => sum + elementCount(shape), 0));
    if (published) expect(total).toBe(published);
  });

  test('a block of Llama-2-7B has 202,375,168 weights in its seven matrices', () => {
    const block = partsOf(LLAMA_2_7B).filter(({ projection }) => projection);
    expect(block).toHaveLength(7);
    expect(block.reduce((sum, part) => sum + totalOf(part, { ...LLAMA_2_7B, layers: 1 }), 0)).toBe(
      202_375_168,
    );
  });

  test('a tied head holds nothing of its own', () => {
    const head = partsOf(SMALL).find(({ id }) => id === 'cabeca');
    expect(head).toMatchObject({ shape: undefined, file: undefined });
    expect(head?.role).toContain('própria matriz de incorporação');
  });
});

describe('a method', () => {
  test.each<[Partial<AnatomyState>, number]>([
    [{ method: 'nenhum' }, 0],
    [{ method: 'completo' }, 6_738_415_616],
    [{ method: 'lora', rank: 8 }, 4_194_304],
    [{ method: 'lora', rank: 8, targets: 'qkvo' }, 8_388_608],
    [{ method: 'lora', rank: 8, targets: 'todas' }, 19_988_480],
    [{ method: 'qlora', rank: 16, targets: 'todas' }, 39_976_960],
    [{ method: 'ia3' }, 614_400],
    [{ method: 'prompt', vectors: 8 }, 8 * 4096],
    [{ method: 'prefixo', vectors: 8 }, 32 * 8 * 2 * 4096],
    [{ method: 'adaptador', bottleneck: 64 }, 32 * 2 * (2 * 4096 * 64 + 64 + 4096)],
  ])('trains what was published or follows from its formula, on Llama-2-7B: %o', (patch, count) => {
    expect(planFor(patch).trainable).toBe(count);
  });

  test('every method of the lab puts each of its tensors somewhere', () => {
    for (const method of Object.keys(TABLE.method.options)) {
      const state = stateOf(TABLE, { method, targets: 'todas' });
      const plan = planOf(SMALL, state);
      const ids: Record<string, string> = { completo: 'full', prefixo: 'prefix', adaptador: 'adapter' };
      const settings = {
        rank: 4,
        alpha: 8,
        targets: [...['q', 'k', 'v', 'o', 'gate', 'up', 'down'].map((m) => `${m}_proj`)],
      };
      const configured = METHODS.find(({ id }) => id === (ids[method] ?? method))?.configure(
        SMALL,
        ['lora', 'qlora', 'dora'].includes(method) ? settings : {},
      );
      const expected = configured?.parameters.reduce((sum, { shape }) => sum + elementCount(shape), 0) ?? 0;
      expect([method, plan.trainable]).toEqual([method, expected]);
    }
  });

  test.each<[AnatomyState['method'], string, string[]]>([
    ['lora', 'paralelo', ['q', 'v']],
    ['dora', 'paralelo', ['q', 'v']],
    ['ia3', 'escala', ['k', 'v', 'descida']],
    ['adaptador', 'serie', ['o', 'descida']],
    ['prefixo', 'chaves', ['atencao']],
    ['prompt', 'entrada', ['incorporacao']],
  ])('%s enters %s', (method, entry, parts) => {
    const additions = [...planFor({ method }).additions.values()];
    expect(additions.map(({ part }) => part).sort()).toEqual([...parts].sort());
    expect(additions.every((addition) => addition.entry === entry)).toBe(true);
  });

  test('the tensors shown are those of one block, with the shapes of the file', () => {
    expect(planFor({ method: 'lora', rank: 8 }).additions.get('q')?.tensors).toEqual([
      { name: 'base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight', shape: [8, 4096] },
      { name: 'base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight', shape: [4096, 8] },
    ]);
    // Grouped queries: values are narrower than queries.
    expect(
      planFor({ method: 'lora' }, SMALL)
        .additions.get('v')
        ?.tensors.map(({ shape }) => shape),
    ).toEqual([
      [4, 32],
      [16, 4],
    ]);
  });

  test('QLoRA holds the seven matrices in 4 bits, and nothing else', () => {
    expect([...planFor({ method: 'qlora' }).quantised].sort()).toEqual(
      ['descida', 'k', 'o', 'porta', 'q', 'subida', 'v'].sort(),
    );
    expect(planFor({ method: 'lora' }).quantised.size).toBe(0);
  });
});

describe('the texts of the tasks', () => {
  test('fit the field, and give back their line ends', () => {
    for (const task of TASK_NAMES) {
      const line = sampleOf(task);
      expect(line.length).toBeLessThanOrEqual(TABLE.sentence.maxLength);
      expect(line).not.toContain('\n');
      expect(readable(line)).toMatch(/^[^\n]+\n\p{L}+:$/u);
    }
    expect(readable('sem quebra')).toBe('sem quebra');
  });
});
