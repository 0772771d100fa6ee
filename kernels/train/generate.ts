/** Writes text, token by token. */
import type { Tensor as OrtTensor } from 'onnxruntime-web';
import { Rng } from '../random.ts';
import { compileGenerate, GENERATE } from './compile-generate.ts';
import { type Engine, type Feed, type Program, readFloats } from './engine.ts';
import { frozenInputs, type HeldAdapter, type HeldModel } from './held.ts';
import { INPUT } from './model-graph.ts';
import { type Sampling, sampleToken } from './sampling.ts';

export interface GenerateRequest extends Sampling {
  /** Tokens to go on from, at least one. */
  readonly prompt: readonly number[];
  readonly maxTokens: number;
  /** Generation ends when this token is drawn; it is not part of the result. */
  readonly stopToken?: number | null | undefined;
  readonly seed: number;
  /** The adapter's parameters. */
  readonly theta?: Feed | undefined;
  /** Called with each token as it is drawn. */
  readonly onToken?: (token: number) => void;
  readonly signal?: AbortSignal | undefined;
}

type Cache = Readonly<Record<string, OrtTensor>>;

/** Goes on with a text, one token a run, over a cache of keys and values that stays on the device. */
export class Generator {
  readonly #engine: Engine;
  readonly #base: HeldModel;
  readonly #first: Program;
  readonly #next: Program;
  readonly #virtualTokens: number;

  private constructor(engine: Engine, base: HeldModel, first: Program, next: Program, virtualTokens: number) {
    this.#engine = engine;
    this.#base = base;
    this.#first = first;
    this.#next = next;
    this.#virtualTokens = virtualTokens;
  }

  /** @param plugged the adapter that is switched on; undefined: the base alone */
  static async create(engine: Engine, base: HeldModel, plugged?: HeldAdapter): Promise<Generator> {
    const { first, next, virtualTokens } = compileGenerate(base.config, plugged?.adapter);
    const frozen = frozenInputs(base, plugged);
    const cacheOf = (names: readonly { readonly name: string }[]) =>
      names.map(({ name }) => name).filter((name) => name !== GENERATE.logits);
    return new Generator(
      engine,
      base,
      await engine.load(first, frozen, cacheOf(first.outputs)),
      await engine.load(next, frozen, cacheOf(next.outputs)),
      virtualTokens,
    );
  }

  /**
   * Tokens that follow the prompt. Stops at the end token, at `maxTokens`, or where the model's context is full.
   * @throws RangeError if the prompt is empty or does not fit the context
   */
  async generate(request: GenerateRequest): Promise<number[]> {
    const { prompt, maxTokens, stopToken, seed, onToken, signal } = request;
    const room = this.#base.config.maxPositions - this.#virtualTokens;
    if (prompt.length < 1 || prompt.length > room) {
      throw new RangeError(`A prompt needs 1 to ${room} tokens, not ${prompt.length}.`);
    }
    const rng = new Rng(seed, 'generate');
    const tokens: number[] = [];
    let cache: Cache = {};
    try {
      for (let position = 0; position < room && tokens.length < maxTokens; position++) {
        signal?.throwIfAborted();
        const token = prompt[position] ?? tokens[position - prompt.length] ?? 0;
        const { logits, present } = await this.#run(token, position, cache, request.theta);
        disposeAll(cache);
        cache = present;
        if (position < prompt.length - 1) continue;
        const drawn = sampleToken(logits, request, rng);
        if (drawn === stopToken) break;
        tokens.push(drawn);
        onToken?.(drawn);
      }
    } finally {
      disposeAll(cache);
    }
    return tokens;
  }

  async dispose(): Promise<void> {
    await this.#first.dispose();
    await this.#next.dispose();
  }

  async #run(token: number, position: number, cache: Cache, theta: Feed | undefined) {
    const past = Object.fromEntries(
      Object.entries(cache).map(([name, tensor]) => [name.replace(/^present/, 'past'), tensor]),
    );
    const at = BigInt64Array.of(BigInt(position + this.#virtualTokens));
    const outputs = await (position === 0 ? this.#first : this.#next).run({
      ...past,
      [INPUT.inputIds]: Int32Array.of(token),
      [GENERATE.position]: this.#engine.tensor('int64', at, [1]),
      ...(theta && { [INPUT.theta]: theta }),
    });
    const { [GENERATE.logits]: logits, ...present } = outputs;
    return { logits: await readFloats(logits), present };
  }
}

function disposeAll(cache: Cache): void {
  for (const tensor of Object.values(cache)) tensor.dispose();
}
