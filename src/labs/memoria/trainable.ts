/** How many parameters each method trains, with the sum written out. */
import { formatInteger as n } from '../../charts/format.ts';
import {
  type Architecture,
  countParameters,
  kvWidth,
  type Projection,
  projections,
} from '../training/architectures.ts';

export type Method = 'completo' | 'lora' | 'qlora' | 'prefixo' | 'prompt' | 'adaptador' | 'ia3';

/** Sets of layers that receive LoRA. */
const TARGETS = {
  qv: ['q', 'v'],
  qkvo: ['q', 'k', 'v', 'o'],
  todas: ['q', 'k', 'v', 'o', 'gate', 'up', 'down'],
  'todas-e-cabeca': ['q', 'k', 'v', 'o', 'gate', 'up', 'down'],
} as const satisfies Record<string, readonly Projection['name'][]>;

export type TargetSet = keyof typeof TARGETS;

/** What the number of trained parameters depends on. */
export interface TrainableSetup {
  architecture: Architecture;
  method: Method;
  targets: TargetSet;
  /** LoRA's r. */
  rank: number;
  /** Vectors of a prefix or a soft prompt. */
  vectors: number;
  /** Width of a bottleneck adapter. */
  bottleneck: number;
}

/** A number with the sum that gives it. */
export interface Count {
  count: number;
  /** The formula in symbols. */
  formula: string;
  /** The same with its numbers. */
  worked: string;
}

/** Parameters of LoRA: Σ r(in + out) over the adapted matrices (Hu et al. 2021, §4.2). */
export function loraParameters(architecture: Architecture, targets: TargetSet, rank: number): number {
  const chosen: readonly string[] = TARGETS[targets];
  const block = projections(architecture)
    .filter(({ name }) => chosen.includes(name))
    .reduce((sum, { inputs, outputs }) => sum + rank * (inputs + outputs), 0);
  const head = targets === 'todas-e-cabeca' ? rank * (architecture.hidden + architecture.vocabulary) : 0;
  return architecture.layers * block + head;
}

/** Trained parameters of a setup, ψ (all of Ψ in full fine-tuning). */
export function countTrainable(setup: TrainableSetup): Count {
  const { architecture, method, rank, vectors, bottleneck } = setup;
  const { hidden: h, layers: L, feedForward: i } = architecture;
  const kv = kvWidth(architecture);
  switch (method) {
    case 'completo': {
      const { total } = countParameters(architecture);
      return { count: total, formula: 'ψ = Ψ: todos os parâmetros', worked: n(total) };
    }
    case 'lora':
    case 'qlora':
      return countLora(architecture, setup.targets, rank);
    case 'prefixo':
      return {
        count: L * vectors * 2 * kv,
        formula: 'ψ = L × vetores × 2 × kv (uma chave e um valor por camada)',
        worked: `${L} × ${vectors} × 2 × ${n(kv)} = ${n(L * vectors * 2 * kv)}`,
      };
    case 'prompt':
      return {
        count: vectors * h,
        formula: 'ψ = vetores × h (só na entrada)',
        worked: `${vectors} × ${n(h)} = ${n(vectors * h)}`,
      };
    case 'adaptador': {
      const one = 2 * h * bottleneck + bottleneck + h;
      return {
        count: L * 2 * one,
        formula: 'ψ = L × 2 × (2·h·g + g + h): dois gargalos por camada, com vieses',
        worked: `${L} × 2 × (2 × ${n(h)} × ${bottleneck} + ${bottleneck} + ${n(h)}) = ${n(L * 2 * one)}`,
      };
    }
    case 'ia3':
      return {
        count: L * (2 * kv + i),
        formula: 'ψ = L × (kv + kv + i): um vetor para chaves, um para valores, um para a rede feed-forward',
        worked: `${L} × (${n(kv)} + ${n(kv)} + ${n(i)}) = ${n(L * (2 * kv + i))}`,
      };
  }
}

function countLora(architecture: Architecture, targets: TargetSet, rank: number): Count {
  const { layers, hidden, vocabulary } = architecture;
  const chosen: readonly string[] = TARGETS[targets];
  const sums = projections(architecture)
    .filter(({ name }) => chosen.includes(name))
    .map(({ name, inputs, outputs }) => `${name}: ${n(inputs)} + ${n(outputs)}`);
  const head = targets === 'todas-e-cabeca' ? ` + ${rank} × (${n(hidden)} + ${n(vocabulary)})` : '';
  const count = loraParameters(architecture, targets, rank);
  return {
    count,
    formula: `ψ = L × Σ r(entrada + saída)${head && ' + r(h + V) da cabeça'}`,
    worked: `${layers} × ${rank} × (${sums.join('; ')})${head} = ${n(count)}`,
  };
}
