/** How well a model, with an adapter or without one, predicts examples. */
import { type BatchFormat, type Example, formatFor, makeBatch } from './batch.ts';
import { compileEval, EVAL_OUTPUT } from './compile-eval.ts';
import { type Engine, type Feed, type Program, readFloats } from './engine.ts';
import { frozenInputs, type HeldAdapter, type HeldModel } from './held.ts';
import { INPUT } from './model-graph.ts';

export interface LikelihoodScore {
  /** Negative log-likelihood of the answer's tokens, summed, in nats. */
  readonly nll: number;
  readonly tokens: number;
}

export interface PredictionScore {
  /** The likeliest token at each position of the answer, the tokens before it being the right ones. */
  readonly predicted: readonly number[];
  /** Logits `[vocab]` of the answer's first token. */
  readonly first: Float32Array<ArrayBuffer>;
}

type Output = 'loss' | 'logits';

/** Evaluates examples that fit one batch format; each kind of score compiles its graph when it is first asked for. */
export class Evaluator {
  readonly #engine: Engine;
  readonly #base: HeldModel;
  readonly #plugged: HeldAdapter | undefined;
  readonly #format: BatchFormat;
  readonly #programs = new Map<Output, Promise<Program>>();

  /** @param plugged the adapter that is switched on; undefined: the base alone */
  constructor(engine: Engine, base: HeldModel, plugged: HeldAdapter | undefined, format: BatchFormat) {
    this.#engine = engine;
    this.#base = base;
    this.#plugged = plugged;
    this.#format = format;
  }

  /** @param theta the adapter's parameters */
  likelihoods(examples: readonly Example[], theta?: Feed): Promise<LikelihoodScore[]> {
    return this.#score('loss', EVAL_OUTPUT.rowLosses, examples, theta, (losses) => ({
      nll: losses.reduce((sum, loss) => sum + loss, 0),
      tokens: losses.length,
    }));
  }

  predictions(examples: readonly Example[], theta?: Feed): Promise<PredictionScore[]> {
    const { vocabSize } = this.#base.config;
    return this.#score('logits', EVAL_OUTPUT.logits, examples, theta, (logits) => ({
      predicted: Array.from({ length: logits.length / vocabSize }, (_, row) =>
        argMax(logits.subarray(row * vocabSize, (row + 1) * vocabSize)),
      ),
      first: logits.slice(0, vocabSize),
    }));
  }

  async dispose(): Promise<void> {
    for (const program of this.#programs.values()) await (await program).dispose();
    this.#programs.clear();
  }

  /** @param read makes a score of the output's elements that belong to an example's answer */
  async #score<Score>(
    kind: Output,
    output: string,
    examples: readonly Example[],
    theta: Feed | undefined,
    read: (values: Float32Array<ArrayBuffer>) => Score,
  ): Promise<Score[]> {
    const { batch, length, rows } = this.#format;
    const program = await this.#program(kind);
    const scores: Score[] = [];
    for (let start = 0; start < examples.length; start += batch) {
      const group = examples.slice(start, start + batch);
      const feeds = { ...makeBatch(group, this.#format), ...(theta && { [INPUT.theta]: theta }) };
      const outputs = await program.run(feeds);
      const values = await readFloats(outputs[output]);
      for (const tensor of Object.values(outputs)) tensor.dispose();
      const width = values.length / (rows ?? batch * length);
      let row = 0;
      for (const [sequence, { ids, answerStart }] of group.entries()) {
        if (rows === undefined) row = sequence * length + answerStart - 1;
        const next = row + ids.length - answerStart;
        scores.push(read(values.slice(row * width, next * width)));
        row = next;
      }
    }
    return scores;
  }

  #program(kind: Output): Promise<Program> {
    const known = this.#programs.get(kind);
    if (known) return known;
    const { model } = compileEval(this.#base.config, this.#plugged?.adapter, {
      spare: this.#engine.spare,
      ...this.#format,
      outputs: [kind],
    });
    const program = this.#engine.load(model, frozenInputs(this.#base, this.#plugged));
    this.#programs.set(kind, program);
    return program;
  }
}

/** Perplexity of scored text: the exponential of the mean negative log-likelihood of a token. */
export function perplexity(scores: readonly LikelihoodScore[]): number {
  const nll = scores.reduce((sum, score) => sum + score.nll, 0);
  return Math.exp(nll / scores.reduce((sum, { tokens }) => sum + tokens, 0));
}

/** The index of the largest element; the first of several. */
export function argMax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}

/** Whether the whole answer is what greedy generation would write. */
export function isExact({ predicted }: PredictionScore, { ids, answerStart }: Example): boolean {
  return predicted.every((token, i) => token === ids[answerStart + i]);
}

/** An evaluator whose format is the smallest that examples fit into. */
export function evaluatorFor(
  engine: Engine,
  base: HeldModel,
  plugged: HeldAdapter | undefined,
  examples: readonly Example[],
  batch: number,
): Evaluator {
  return new Evaluator(engine, base, plugged, formatFor(examples, batch, base.config.padTokenId ?? 0));
}
