/**
 * (IA)³: Liu et al., "Few-Shot Parameter-Efficient Fine-Tuning is Better and Cheaper than In-Context Learning", 2022,
 * section 3.3. One trained vector a projection: it scales the output of keys and values, and the input of the MLP's
 * last projection (as `peft` has it: "feed-forward" modules are scaled at their input).
 */
import { fieldsOf } from '../formats/fields.ts';
import type { Projection } from '../formats/llama-weights.ts';
import { mul, reshape } from '../onnx/ops.ts';
import { targetSites } from './lora.ts';
import { tensorOf } from './merge.ts';
import { mergeTargets } from './merge-targets.ts';
import type { Adapter, PeftMethod } from './method.ts';
import { readTargets } from './settings.ts';

/** Settings of (IA)³. */
export interface Ia3Settings {
  readonly targets: readonly Projection[];
  /** The targets that are scaled at their input. */
  readonly feedforward: readonly Projection[];
}

const DEFAULTS: Ia3Settings = { targets: ['k_proj', 'v_proj', 'down_proj'], feedforward: ['down_proj'] };

export const ia3: PeftMethod<Ia3Settings> = {
  id: 'ia3',
  name: '(IA)³',
  defaults: DEFAULTS,
  learningRate: 2e-2,
  file: {
    type: 'IA3',
    read: (fields) => ({
      targets: readTargets(fields, DEFAULTS.targets, 'target_modules'),
      // peft's default is the MLP's last projection, if it is a target.
      ...(fields.raw('feedforward_modules') !== undefined && {
        feedforward: readTargets(fields, DEFAULTS.feedforward, 'feedforward_modules'),
      }),
    }),
    write: ({ targets, feedforward }) => ({
      fan_in_fan_out: false,
      feedforward_modules: feedforward,
      init_ia3_weights: true,
      modules_to_save: null,
      target_modules: targets,
    }),
  },

  configure(config, given = {}): Adapter<Ia3Settings> {
    const fields = fieldsOf({ ...given }, '(IA)³');
    const targets = readTargets(fields, DEFAULTS.targets);
    const scaledAtInput = DEFAULTS.feedforward.filter((projection) => targets.includes(projection));
    const feedforward = given.feedforward ?? scaledAtInput;
    const stray = feedforward.find((projection) => !targets.includes(projection));
    if (stray) fields.refuse('feedforward', `${stray} não está entre os módulos escolhidos (targets).`);
    const settings = { targets, feedforward };
    const size = (projection: Projection, [out, inner]: readonly [number, number]) =>
      feedforward.includes(projection) ? [1, inner] : [out, 1];
    return {
      method: 'ia3',
      settings,
      parameters: targetSites(config, targets).map(({ projection, path, shape }) => {
        const own = size(projection, shape);
        return {
          name: vectorName(path),
          shape: own,
          initial: () => new Float32Array(Math.max(...own)).fill(1),
        };
      }),
      hooks: ({ parameter }) => ({
        linear({ projection, path, x, base }) {
          if (!targets.includes(projection)) return base();
          const column = parameter(vectorName(path));
          const vector = reshape(column, [1, Math.max(...column.shape.map(Number))]);
          return feedforward.includes(projection) ? base(mul(x, vector)) : mul(base(), vector);
        },
      }),
      merging: {
        possible: true,
        merge: (base, trained) =>
          mergeTargets(config, targets, base, ({ projection, path, shape: [, inner] }, weight) => {
            const vector = tensorOf(trained, vectorName(path)).data;
            const byColumn = feedforward.includes(projection);
            return weight.data.map((x, i) => x * (vector[byColumn ? i % inner : Math.floor(i / inner)] ?? 1));
          }),
      },
    };
  },
};

function vectorName(path: string): string {
  return `base_model.model.${path}.ia3_l`;
}
