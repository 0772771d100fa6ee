import { llamaShapes } from '../formats/llama-weights.ts';
import type { Adapter, Parameter, PeftMethod } from './method.ts';

/** Full fine-tuning: every weight is trained, and the result is a whole model. */
export const full: PeftMethod = {
  id: 'full',
  name: 'Ajuste fino completo',
  defaults: {},
  learningRate: 5e-4,

  configure(config): Adapter {
    const shapes = llamaShapes(config);
    const parameters = [...shapes].map(
      ([name, shape]): Parameter => ({
        name,
        shape,
        initial(_, base) {
          const weight = base.get(name);
          if (!weight) throw new Error(`Full fine-tuning starts from the base, but "${name}" is missing.`);
          return weight.data.slice();
        },
      }),
    );
    return {
      method: 'full',
      settings: {},
      parameters,
      hooks: ({ parameter }) => ({ weight: ({ name }) => parameter(name) }),
      merging: { possible: true, merge: (_, trained) => new Map(trained) },
    };
  },
};
