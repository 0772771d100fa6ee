/** Measures a run's validation accuracy now and then. */
import type { Engine, Feed } from '../../../../kernels/train/engine.ts';
import { type Evaluator, evaluatorFor } from '../../../../kernels/train/evaluate.ts';
import type { HeldAdapter, HeldModel } from '../../../../kernels/train/held.ts';
import { accuracyOf, EVALUATION_BATCH, type RunExamples } from '../examples.ts';

export class Validator {
  readonly #every: number;
  readonly #steps: number;
  readonly #examples: RunExamples;
  readonly #evaluator: Evaluator | undefined;

  /** @param every steps between two measurements; 0: never */
  constructor(
    engine: Engine,
    base: HeldModel,
    plugged: HeldAdapter,
    examples: RunExamples,
    { every, steps }: { every: number; steps: number },
  ) {
    this.#every = every;
    this.#steps = steps;
    this.#examples = examples;
    const { validation } = examples;
    this.#evaluator =
      every > 0 && validation.length > 0
        ? evaluatorFor(engine, base, plugged, validation, EVALUATION_BATCH)
        : undefined;
  }

  /** The accuracy after a number of steps; undefined if it is not due. @param theta the adapter's parameters */
  async accuracy(done: number, theta: Feed): Promise<number | undefined> {
    const due = done % this.#every === 0 || done === this.#steps;
    if (!this.#evaluator || !due) return undefined;
    return accuracyOf(this.#evaluator, this.#examples.validation, this.#examples.isRight, theta);
  }

  async dispose(): Promise<void> {
    await this.#evaluator?.dispose();
  }
}
