import { describe, expect, test } from 'vitest';
import {
  activationBytes,
  layerActivations,
  layerInputs,
  logitBytes,
} from '../../../src/labs/memoria/activations.ts';
import { fitOn, smallestCard } from '../../../src/labs/memoria/cards.ts';
import { estimate, PART_IDS, type Setup } from '../../../src/labs/memoria/estimate.ts';
import { simulatePaging } from '../../../src/labs/memoria/paging.ts';
import { constantBits, PRECISIONS, stateBytes } from '../../../src/labs/memoria/states.ts';
import { PRESETS, type PresetId } from '../../../src/labs/training/architectures.ts';

const base: Setup = {
  architecture: PRESETS['llama-2-7b'],
  method: 'lora',
  targets: 'qv',
  rank: 8,
  vectors: 20,
  bottleneck: 64,
  precision: 'mista',
  optimiser: 'adamw',
  blockSize: 64,
  doubleQuantisation: true,
  batch: 1,
  sequence: 2048,
  checkpointing: true,
  flash: true,
  overhead: 0.5e9,
};
const SIZES = ['llama-2-7b', 'llama-2-13b', 'llama-65b', 'llama-2-70b'] as const satisfies PresetId[];
const on = (id: PresetId, patch: Partial<Setup>) =>
  estimate({ ...base, architecture: PRESETS[id], ...patch });

describe('bytes per parameter', () => {
  test('full fine-tuning takes 16, 12, 8 and 16 bytes', () => {
    const bytes = (precision: keyof typeof PRECISIONS) => {
      const { weight, gradient, master } = PRECISIONS[precision];
      return weight + gradient + master + stateBytes(precision, 'adamw');
    };
    expect([bytes('mista'), bytes('mista-sem-copia'), bytes('bf16'), bytes('fp32')]).toEqual([16, 12, 8, 16]);
  });

  test('optimisers: two numbers of 4 bytes, two of 1, one, none; paging moves bytes but saves none', () => {
    const bytes = (['adamw', 'adamw-paginado', 'adamw-8bit', 'sgd-momento', 'sgd'] as const).map(
      (optimiser) => stateBytes('mista', optimiser),
    );
    expect(bytes).toEqual([8, 8, 2, 4, 0]);
    expect(stateBytes('bf16', 'adamw')).toBe(4);
  });

  test('NF4 takes 4.5 bits a weight, 4.126953125 with double quantisation', () => {
    expect(4 + constantBits(64, false)).toBe(4.5);
    expect(4 + constantBits(64, true)).toBe(4.126953125);
    expect([32, 128, 256].map((block) => 4 + constantBits(block, false))).toEqual([5, 4.25, 4.125]);
  });

  test('double quantisation saves 3.031 GB of 65 billion weights', () => {
    expect((65 * (constantBits(64, false) - constantBits(64, true))) / 8).toBeCloseTo(3.031, 3);
  });
});

describe('states in GB, as the sheet prints them', () => {
  // Each row: decimals printed, how to set it, and the figure of each size.
  const rows: [string, number, Partial<Setup>, readonly string[]][] = [
    [
      'full, mixed precision 16Ψ',
      1,
      { method: 'completo', precision: 'mista' },
      ['107.8', '208.3', '1044.6', '1103.6'],
    ],
    [
      'full, 12Ψ',
      1,
      { method: 'completo', precision: 'mista-sem-copia' },
      ['80.9', '156.2', '783.4', '827.7'],
    ],
    ['full, pure bf16 8Ψ', 1, { method: 'completo', precision: 'bf16' }, ['53.9', '104.1', '522.3', '551.8']],
    ['LoRA q,v r=8', 1, {}, ['13.5', '26.1', '130.9', '138.2']],
    ['LoRA all linear r=64', 1, { targets: 'todas', rank: 64 }, ['16.0', '30.0', '143.4', '151.2']],
  ];
  test.each(rows)('%s', (_, digits, patch, printed) => {
    expect(SIZES.map((id) => (on(id, patch).states / 1e9).toFixed(digits))).toEqual(printed);
  });

  const quantised: [string, Partial<Setup>, readonly number[]][] = [
    ['NF4 without double quantisation, q,v r=8', { doubleQuantisation: false }, [4.23, 7.9, 37.8, 39.8]],
    ['QLoRA, q,v r=8', {}, [3.93, 7.31, 34.8, 36.6]],
    ['QLoRA all linear r=64', { targets: 'todas', rank: 64 }, [6.42, 11.2, 47.3, 49.6]],
  ];
  test.each(quantised)('%s', (_, patch, printed) => {
    const ours = SIZES.map((id) =>
      Number((on(id, { method: 'qlora', ...patch }).states / 1e9).toPrecision(3)),
    );
    expect(ours).toEqual(printed);
  });

  test('weights alone: 16 and 32 bits', () => {
    const weights = (precision: Setup['precision']) =>
      SIZES.map((id) => (on(id, { precision }).parts.pesos / 1e9).toFixed(1));
    expect(weights('mista')).toEqual(['13.5', '26.0', '130.6', '138.0']);
    expect(weights('fp32')).toEqual(['27.0', '52.1', '261.1', '275.9']);
  });

  test('what double quantisation saves, and the ratios between methods', () => {
    const states = (patch: Partial<Setup>) => SIZES.map((id) => on(id, patch).states);
    const ratio = (over: Partial<Setup>, under: Partial<Setup>) => {
      const below = states(under);
      return states(over).map((value, index) => (value / (below[index] ?? Number.NaN)).toFixed(1));
    };
    const qlora = { method: 'qlora' } as const;
    const single = states({ ...qlora, doubleQuantisation: false });
    const saved = states(qlora).map((value, index) => (((single[index] ?? 0) - value) / 1e9).toFixed(2));
    expect(saved).toEqual(['0.30', '0.59', '3.02', '3.19']);
    expect(ratio({ method: 'completo' }, {})).toEqual(['8.0', '8.0', '8.0', '8.0']);
    expect(ratio({}, qlora)).toEqual(['3.4', '3.6', '3.8', '3.8']);
    expect(ratio({ method: 'completo', precision: 'mista-sem-copia' }, qlora)).toEqual([
      '20.6',
      '21.4',
      '22.5',
      '22.6',
    ]);
  });

  test('4-bit bases by formula: 3.87 and 34.5 GB', () => {
    const weights = (id: PresetId) => {
      const { parts } = on(id, { method: 'qlora' });
      return (parts.pesos + parts.constantes) / 1e9;
    };
    expect(weights('llama-2-7b').toFixed(2)).toBe('3.87');
    expect(weights('llama-65b').toFixed(1)).toBe('34.5');
  });
});

describe('activations', () => {
  const gigabytes = (bytes: number) => bytes / 1e9;
  const three = ['llama-2-7b', 'llama-2-13b', 'llama-65b'] as const;

  test.each<[number, readonly string[]]>([
    [512, ['0.13', '0.21', '0.67']],
    [2048, ['0.54', '0.84', '2.68']],
  ])('inputs of the layers at s=%i', (sequence, printed) => {
    const inputs = three.map((id) => layerInputs({ ...base, architecture: PRESETS[id], sequence }));
    expect(inputs.map((bytes) => gigabytes(bytes).toFixed(2))).toEqual(printed);
  });

  test('without recomputation at s=2048: 30.6, 47.8, 153 GB; with FlashAttention 9.1, 14.3, 45.6', () => {
    const all = (flash: boolean) =>
      three.map((id) => {
        const setup = { ...base, architecture: PRESETS[id], checkpointing: false, flash };
        return Number(gigabytes(activationBytes(setup)).toPrecision(3));
      });
    expect(all(false)).toEqual([30.6, 47.8, 153]);
    expect(all(true)).toEqual([9.13, 14.3, 45.6]);
  });

  test('checkpointing keeps the inputs and one layer; logits take 4 bytes a token and word', () => {
    expect(activationBytes(base)).toBe(layerInputs(base) + layerActivations(base));
    expect(logitBytes(base)).toBe(4 * 2048 * 32_000);
  });
});

describe('the whole', () => {
  test('parts add up, and none is negative', () => {
    for (const method of ['completo', 'lora', 'qlora', 'prefixo', 'prompt', 'adaptador', 'ia3'] as const) {
      const { parts, total } = estimate({ ...base, method });
      expect(PART_IDS.reduce((sum, id) => sum + parts[id], 0)).toBeCloseTo(total, -1);
      expect(Math.min(...Object.values(parts))).toBeGreaterThanOrEqual(0);
    }
  });

  test('the 780 GB of the QLoRA paper are 12 bytes for each of 65 billion', () => {
    expect((65e9 * 12) / 1e9).toBe(780);
  });

  test('cards', () => {
    expect(fitOn(20e9, 24)).toEqual({ card: 24, fits: true, spare: 4e9, cards: 1 });
    expect(fitOn(107.8e9, 80)).toMatchObject({ fits: false, cards: 2 });
    expect(smallestCard(13.5e9)).toBe(16);
    expect(smallestCard(783e9)).toBeUndefined();
  });
});

describe('paged optimiser', () => {
  const setup: Setup = { ...base, method: 'qlora', targets: 'todas', rank: 64, checkpointing: false };
  const run = (card: number) => simulatePaging(setup, estimate(setup), card * 1e9);

  test('absorbs a spike that the card cannot hold, by as much as it exceeds the card', () => {
    const { failsWithout, failsWith, needed, onCard, paged } = run(16);
    expect(failsWithout).toBe(12);
    expect(failsWith).toBeUndefined();
    expect(Math.max(...onCard)).toBeLessThanOrEqual(16e9);
    expect(paged[11]).toBeCloseTo((needed[11] ?? 0) - 16e9, 0);
    expect(paged[0]).toBe(0);
  });

  test('does nothing where there is room, and cannot page out more than the optimiser has', () => {
    expect(Math.max(...run(24).paged)).toBe(0);
    const small = run(12);
    expect(small.failsWith).toBe(12);
    expect(Math.max(...small.paged)).toBe(estimate(setup).parts.otimizador);
  });

  test('the longest batch is the estimate itself', () => {
    const whole = estimate(setup);
    expect(Math.max(...simulatePaging(setup, whole, 16e9).needed)).toBeCloseTo(whole.total, -1);
  });
});
