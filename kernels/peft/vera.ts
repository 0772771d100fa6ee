/**
 * VeRA: Kopiczko et al., "VeRA: Vector-based Random Matrix Adaptation", 2023, equation 2. `y = W x + b ⊙ B (d ⊙ A x)` with
 * one random, frozen pair A, B for all projections (each uses as much of it as it needs); only b and d are trained.
 */
import { fieldsOf } from '../formats/fields.ts';
import { type Projection, projectionShape } from '../formats/llama-weights.ts';
import { add, gemm, mul, reshape, slice } from '../onnx/ops.ts';
import { targetSites } from './lora.ts';
import { lowRankProduct, tensorOf } from './merge.ts';
import { mergeTargets } from './merge-targets.ts';
import type { Adapter, PeftMethod, Weights } from './method.ts';
import { readTargets } from './settings.ts';
import { A, B, projectionShapes, randomProjections, scaledPart } from './vera-projections.ts';

/** Settings of VeRA. */
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

export const vera: PeftMethod<VeraSettings> = {
  id: 'vera',
  name: 'VeRA',
  defaults: DEFAULTS,
  learningRate: 2e-2,
  file: {
    type: 'VERA',
    frozen: {
      shapes: ({ rank, targets }, config) => projectionShapes(config, rank, targets),
      settings: (projections) => ({ projections }),
    },
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
    const shapes = projectionShapes(config, rank, targets);
    const projections = (): Weights => given.projections ?? randomProjections(shapes, seed);
    return {
      method: 'vera',
      settings: {
        rank,
        targets,
        dInitial,
        seed,
        ...(given.projections && { projections: given.projections }),
      },
      parameters: targetSites(config, targets).flatMap(({ path, shape: [out] }) => [
        { name: vectors(path).b, shape: [out], initial: () => new Float32Array(out) },
        { name: vectors(path).d, shape: [rank], initial: () => new Float32Array(rank).fill(dInitial) },
      ]),
      frozen: () =>
        new Map([...projections()].map(([name, tensor]) => [name, { dtype: 'float32', ...tensor }])),
      hooks: ({ graph, parameter }) => ({
        linear({ projection, path, x, base }) {
          if (!targets.includes(projection)) return base();
          const [out, inner] = projectionShape(config, projection);
          const a = slice(graph.input(A, 'float32', shapes.get(A) ?? []), 1, 0, inner);
          const b = slice(graph.input(B, 'float32', shapes.get(B) ?? []), 0, 0, out);
          const low = mul(gemm(x, a, { transB: true }), reshape(parameter(vectors(path).d), [1, rank]));
          const high = mul(gemm(low, b, { transB: true }), reshape(parameter(vectors(path).b), [1, out]));
          return add(base(), high);
        },
      }),
      // W + diag(b) B diag(d) A
      merging: {
        possible: true,
        merge(base, trained) {
          const frozen = projections();
          return mergeTargets(config, targets, base, ({ path, shape: [out, inner] }, weight) => {
            const { b, d } = vectors(path);
            const scaledB = scaledPart(tensorOf(frozen, B), out, rank, tensorOf(trained, b));
            const scaledA = scaledPart(tensorOf(frozen, A), rank, inner, tensorOf(trained, d));
            const update = lowRankProduct(scaledB, scaledA, 1);
            return weight.data.map((x, i) => x + (update[i] ?? 0));
          });
        },
      },
    };
  },
};

function vectors(path: string) {
  const prefix = `base_model.model.${path}`;
  return { b: `${prefix}.vera_lambda_b`, d: `${prefix}.vera_lambda_d` };
}
