/** Plugs an adapter in and out of the base, and measures what the model is then. */
import { signal } from '@preact/signals';
import { runtime } from '../../runtime/client.ts';
import type { ModelAnswer } from '../../runtime/jobs/answers.ts';
import { Ask } from '../training/ask.ts';
import { recipeFor } from '../training/recipes.ts';
import { type RunSpec, settingsFor } from '../training/run-spec.ts';
import { type TrainedRun, TrainSession } from '../training/session.ts';
import type { TrainingTask } from '../training/tasks.ts';
import { adapterOf } from './comparison.tsx';
import type { ShelfAdapter } from './shelf.ts';

export interface PluggedState {
  /** The adapter that is on; undefined: the base alone. */
  readonly adapter: ShelfAdapter | undefined;
  readonly task: TrainingTask;
  readonly answers: readonly ModelAnswer[];
  readonly perplexity: number;
  /** Logits of the base that were compared with those of its first measurement; undefined while plugged. */
  readonly sameAsBefore: { readonly numbers: number; readonly different: number } | undefined;
}

export class Plug {
  readonly on = signal(false);
  /** Perplexity of the base's text: of the base, and by adapter id. */
  readonly basePerplexity = signal<number | undefined>(undefined);
  readonly perplexities = signal<ReadonlyMap<string, number>>(new Map());
  /**
   * What the base answered when it was first asked, by task: later answers must be equal to the bit. Another device adds
   * in another order, so what the reader chose to calculate with belongs to the key.
   */
  readonly #first = new Map<string, readonly ModelAnswer[]>();

  readonly measure = new Ask(
    async (
      signal: AbortSignal,
      task: TrainingTask,
      adapter: ShelfAdapter | undefined,
    ): Promise<PluggedState> => {
      const key = `${runtime().choice.value} ${task}`;
      const first = this.#first.get(key) ?? (await answersTo(task, undefined, signal));
      this.#first.set(key, first);
      const answers = await answersTo(task, adapter, signal);
      const { perplexity } = await runtime().run('perplexity', { adapter: adapter?.data }, { signal }).done;
      if (adapter) this.perplexities.value = new Map([...this.perplexities.value, [adapter.id, perplexity]]);
      else this.basePerplexity.value = perplexity;
      const sameAsBefore = adapter ? undefined : compareBits(first, answers);
      return { adapter, task, answers, perplexity, sameAsBefore };
    },
  );
}

function answersTo(task: TrainingTask, adapter: ShelfAdapter | undefined, signal: AbortSignal) {
  return runtime().run('answers', { task, adapter: adapter?.data }, { signal }).done;
}

/** How many logits there are, and how many of them differ in any bit. */
function compareBits(
  before: readonly Pick<ModelAnswer, 'logits'>[],
  after: readonly Pick<ModelAnswer, 'logits'>[],
): { numbers: number; different: number } {
  let numbers = 0;
  let different = 0;
  for (const [i, { logits }] of after.entries()) {
    const bits = new Uint32Array(logits.buffer, logits.byteOffset, logits.length);
    const expected = before[i]?.logits ?? new Float32Array();
    const expectedBits = new Uint32Array(expected.buffer, expected.byteOffset, expected.length);
    numbers += bits.length;
    different += bits.filter((bit, at) => bit !== expectedBits[at]).length;
  }
  return { numbers, different };
}

/** Full fine-tuning by its recipe, for the gauge of what it makes the base forget. */
export class FullGauge {
  readonly session = new TrainSession({ validateEvery: () => 0 });
  /** The perplexity of the base's text after a run. */
  readonly forgetting = new Ask(async (signal: AbortSignal, run: TrainedRun) => {
    const { perplexity } = await runtime().run('perplexity', { adapter: adapterOf(run) }, { signal }).done;
    return { task: run.spec.task, value: perplexity };
  });

  async measure(task: TrainingTask): Promise<void> {
    const { learningRate, steps, batch, ...knobs } = recipeFor(task, 'full');
    const settings = settingsFor('full', knobs);
    const spec: RunSpec = { task, method: 'full', settings, learningRate, steps, batch, seed: 1 };
    const run = await this.session.train(spec);
    if (run?.step === steps) await this.forgetting.ask(run);
  }

  /** Calls off what is going on. */
  discard(): void {
    this.session.discard();
    this.forgetting.clear();
  }
}
