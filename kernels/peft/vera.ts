/**
 * VeRA: Kopiczko et al., "VeRA: Vector-based Random Matrix Adaptation", 2023, equation 2. `y = W x + b ⊙ B (d ⊙ A x)` with
 * one random, frozen pair A, B for all projections (each uses as much of it as it needs); only b and d are trained.
 */
import { fieldsOf } from '../formats/fields.ts';
import type { LlamaConfig } from '../formats/llama-config.ts';
import { type Projection, projectionShape } from '../formats/model.ts';
import type { FloatTensor } from '../formats/tensor.ts';
import { add, gemm, mul, reshape, slice } from '../onnx/ops.ts';
import { Rng } from '../random.ts';
import { targetSites } from './lora.ts';
import { lowRankProduct, tensorOf } from './merge.ts';
import type { Adapter, PeftMethod, Weights } from './method.ts';
import { readTargets } from './settings.ts';

export interface VeraSettings {
  readonly rank: number;
  readonly targets: readonly Projection[];
  /** Value that d starts from. */
  readonly dInitial: number;
  /** Seed of A and B. */
  readonly seed: number;
  /** A `[rank, largest in]` and B `[largest out, rank]` by the names below, in place of those that the seed gives. */
  readonly projections?: Weights;
}

const DEFAULTS: VeraSettings = { rank: 16, targets: ['q_proj', 'v_proj'], dInitial: 0.1, seed: 0 };
const A = 'base_model.vera_A';
const B = 'base_model.vera_B';

export const vera: PeftMethod<VeraSettings> = {
  id: 'vera',
  name: 'VeRA',
  defaults: DEFAULTS,
  learningRate: 2e-2,
  file: {
    type: 'VERA',
    frozen: { names: [A, B], settings: (projections) => ({ projections }) },
    read(fields) {
      if (!fields.flag('save_projection', true)) {
        fields.refuse(
          'save_projection',
          'sem as matrizes A e B no arquivo, só o PyTorch as refaz; grave com true.',
        );
      }
      return {
        rank: fields.size('r', 256),
        targets: readTargets(fields, DEFAULTS.targets, 'target_modules'),
        dInitial: fields.positive('d_initial', 0.1),
        seed: fields.index('projection_prng_key') ?? 0,
      };
    },
    write: ({ rank, targets, dInitial, seed }) => ({
      bias: 'none',
      d_initial: dInitial,
      fan_in_fan_out: false,
      init_weights: true,
      modules_to_save: null,
      projection_prng_key: seed,
      r: rank,
      save_projection: true,
      target_modules: targets,
      vera_dropout: 0,
    }),
  },

  configure(config, given = {}): Adapter<VeraSettings> {
    const fields = fieldsOf({ ...given }, 'VeRA');
    const rank = fields.size('rank', DEFAULTS.rank);
    const targets = readTargets(fields, DEFAULTS.targets);
    const dInitial = fields.positive('dInitial', DEFAULTS.dInitial);
    const seed = fields.index('seed') ?? DEFAULTS.seed;
    const projections = given.projections ?? randomProjections(config, rank, targets, seed);
    const [shapeA, shapeB] = [tensorOf(projections, A).shape, tensorOf(projections, B).shape];
    return {
      method: 'vera',
      settings: { rank, targets, dInitial, seed, projections },
      parameters: targetSites(config, targets).flatMap(({ path, shape: [out] }) => [
        { name: vectors(path).b, shape: [out], initial: () => new Float32Array(out) },
        { name: vectors(path).d, shape: [rank], initial: () => new Float32Array(rank).fill(dInitial) },
      ]),
      frozen: () =>
        new Map([...projections].map(([name, tensor]) => [name, { dtype: 'float32', ...tensor }])),
      hooks: ({ graph, parameter }) => ({
        linear({ projection, path, x, base }) {
          if (!targets.includes(projection)) return base();
          const [out, inner] = projectionShape(config, projection);
          const a = slice(graph.input(A, 'float32', shapeA), 1, 0, inner);
          const b = slice(graph.input(B, 'float32', shapeB), 0, 0, out);
          const low = mul(gemm(x, a, { transB: true }), reshape(parameter(vectors(path).d), [1, rank]));
          return add(
            base(),
            mul(gemm(low, b, { transB: true }), reshape(parameter(vectors(path).b), [1, out])),
          );
        },
      }),
      merging: {
        possible: true,
        merge: (base, trained) => merge(config, targets, base, projections, trained),
      },
    };
  },
};

function vectors(path: string) {
  const prefix = `base_model.model.${path}`;
  return { b: `${prefix}.vera_lambda_b`, d: `${prefix}.vera_lambda_d` };
}

/** Kaiming-uniform with gain √2: uniform in ±√(6 / columns). */
function randomProjections(
  config: LlamaConfig,
  rank: number,
  targets: readonly Projection[],
  seed: number,
): Weights {
  const shapes = targets.map((projection) => projectionShape(config, projection));
  const random = (name: string, rows: number, columns: number): [string, FloatTensor] => {
    const rng = new Rng(seed, name);
    const bound = Math.sqrt(6 / columns);
    const data = Float32Array.from({ length: rows * columns }, () => bound * (2 * rng.float() - 1));
    return [name, { shape: [rows, columns], data }];
  };
  return new Map([
    random(A, rank, Math.max(...shapes.map(([, inner]) => inner))),
    random(B, Math.max(...shapes.map(([out]) => out)), rank),
  ]);
}

/** W + diag(b) B diag(d) A, with the parts of A and B that a projection uses. */
function merge(
  config: LlamaConfig,
  targets: readonly Projection[],
  base: Weights,
  frozen: Weights,
  trained: Weights,
) {
  const [a, b] = [tensorOf(frozen, A), tensorOf(frozen, B)];
  const [rank = 0, width = 0] = a.shape;
  return new Map(
    targetSites(config, targets).map(({ path, shape: [out, inner] }): [string, FloatTensor] => {
      const weight = tensorOf(base, `${path}.weight`);
      const [lambdaB, lambdaD] = [
        tensorOf(trained, vectors(path).b).data,
        tensorOf(trained, vectors(path).d).data,
      ];
      const scaledA = Float32Array.from({ length: rank * inner }, (_, i) => {
        const row = Math.floor(i / inner);
        return (a.data[row * width + (i % inner)] ?? 0) * (lambdaD[row] ?? 0);
      });
      const scaledB = b.data.slice(0, out * rank).map((x, i) => x * (lambdaB[Math.floor(i / rank)] ?? 0));
      const update = lowRankProduct(
        { shape: [out, rank], data: scaledB },
        { shape: [rank, inner], data: scaledA },
        1,
      );
      return [
        `${path}.weight`,
        { shape: weight.shape, data: weight.data.map((x, i) => x + (update[i] ?? 0)) },
      ];
    }),
  );
}
