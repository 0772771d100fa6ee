/** Trains an adapter, step by step, on any device. */
import type { Tensor as OrtTensor } from 'onnxruntime-web';
import type { FloatTensor } from '../formats/tensor.ts';
import type { Batch } from './batch.ts';
import {
  type CompiledTrainStep,
  compileTrainStep,
  TRAIN_OUTPUT,
  type TrainOptions,
} from './compile-train.ts';
import { type Engine, type FrozenTensors, type Runnable, readFloats } from './engine.ts';
import { frozenInputs, type HeldAdapter, type HeldModel } from './held.ts';
import { initialTheta, type Layout, unpackTheta } from './layout.ts';
import { INPUT } from './model-graph.ts';

/** Everything that a training run needs to go on exactly where it stopped, besides its settings. */
export interface TrainingState {
  /** Steps done. */
  readonly step: number;
  /** Trainable parameters `[P]`, and AdamW's moments of them. */
  readonly theta: Float32Array<ArrayBuffer>;
  readonly m: Float32Array<ArrayBuffer>;
  readonly v: Float32Array<ArrayBuffer>;
}

export interface TrainerSettings {
  readonly base: HeldModel;
  readonly plugged: HeldAdapter;
  readonly options: TrainOptions;
  /** Where to start: a seed for the method's own initial values, parameters, or a state to go on from. */
  readonly from:
    | { readonly seed: number }
    | { readonly theta: Float32Array }
    | { readonly state: TrainingState };
}

export interface StepRequest {
  /** Whether to read the loss back: on a GPU that waits for the step to end. Default: true. */
  readonly loss?: boolean;
  /** Whether to read the gradient back; the step must have been compiled with `gradient`. */
  readonly gradient?: boolean;
}

export interface StepResult {
  /** Mean cross-entropy before the step; undefined if it was not asked for. */
  readonly loss: number | undefined;
  /** `[P]`, before clipping; undefined if it was not asked for. */
  readonly gradient: Float32Array<ArrayBuffer> | undefined;
}

/** Outputs that the next step takes as they are. */
const CARRIED = [
  [INPUT.theta, TRAIN_OUTPUT.theta],
  [INPUT.m, TRAIN_OUTPUT.m],
  [INPUT.v, TRAIN_OUTPUT.v],
] as const;

/** A compiled step with its state on a device. Calls must not overlap: the next step needs the state of this one. */
export class Trainer {
  readonly layout: Layout;
  readonly nodeCount: number;
  readonly #engine: Engine;
  readonly #program: Runnable;
  #state: Record<string, OrtTensor>;
  #step: number;

  private constructor(
    engine: Engine,
    layout: Layout,
    nodeCount: number,
    program: Runnable,
    start: TrainingState,
  ) {
    this.#engine = engine;
    this.layout = layout;
    this.nodeCount = nodeCount;
    this.#program = program;
    this.#state = this.#upload(start);
    this.#step = start.step;
  }

  /** Compiles the step and puts the state on the device. @throws GraphError; Error if a state has another size */
  static async create(engine: Engine, settings: TrainerSettings): Promise<Trainer> {
    const { base, plugged, options, from } = settings;
    const compiled = compileTrainStep(base.config, plugged.adapter, { spare: engine.spare, ...options });
    const start = startingState(settings, compiled.layout.size);
    const own = 'state' in from ? copyState(start) : start;
    return Trainer.of(engine, compiled, frozenInputs(base, plugged), own);
  }

  /**
   * A trainer of any compiled step.
   * @param frozen where the inputs come from that neither the state nor a batch holds
   * @param start becomes the trainer's own
   * @throws Error if the state has another size
   */
  static async of(
    engine: Engine,
    { model, layout }: CompiledTrainStep,
    frozen: readonly FrozenTensors[],
    start: TrainingState,
  ): Promise<Trainer> {
    if ([start.theta, start.m, start.v].some(({ length }) => length !== layout.size)) {
      throw new Error(`The state has ${start.theta.length} parameters, but the step trains ${layout.size}.`);
    }
    const program = await engine.loadRepeated(model, frozen);
    return new Trainer(engine, layout, model.nodeCount, program, start);
  }

  /** Steps done. */
  get step(): number {
    return this.#step;
  }

  /** One step of AdamW on a batch. */
  async train(batch: Batch, learningRate: number, request: StepRequest = {}): Promise<StepResult> {
    const { loss: wantsLoss = true, gradient: wantsGradient = false } = request;
    const outputs = await this.#program.run({
      ...this.#state,
      ...batch,
      [INPUT.learningRate]: Float32Array.of(learningRate),
      [INPUT.step]: Float32Array.of(this.#step + 1),
    });
    const previous = this.#state;
    this.#state = Object.fromEntries(
      CARRIED.map(([input, output]) => [input, required(outputs[output], output)]),
    );
    this.#step += 1;
    for (const tensor of Object.values(previous)) tensor.dispose();

    const { [TRAIN_OUTPUT.loss]: loss, [TRAIN_OUTPUT.gradient]: gradient } = outputs;
    try {
      return {
        loss: wantsLoss ? (await readFloats(loss))[0] : undefined,
        gradient: wantsGradient ? await readFloats(gradient) : undefined,
      };
    } finally {
      loss?.dispose();
      gradient?.dispose();
    }
  }

  /** The state, read back from the device. */
  async state(): Promise<TrainingState> {
    const [theta, m, v] = await Promise.all(CARRIED.map(([input]) => readFloats(this.#state[input])));
    if (!theta || !m || !v) throw new Error('unreachable: three tensors were read');
    return { step: this.#step, theta, m, v };
  }

  /** Goes on from another state of the same layout. */
  restore(state: TrainingState): void {
    const previous = this.#state;
    this.#state = this.#upload(copyState(state));
    this.#step = state.step;
    for (const tensor of Object.values(previous)) tensor.dispose();
  }

  /** The trained tensors by name, read back from the device. */
  async parameters(): Promise<Map<string, FloatTensor>> {
    return unpackTheta(this.layout, await readFloats(this.#state[INPUT.theta]));
  }

  /** The flat parameters as they lie on the device, for an evaluation; valid until the next step. */
  get theta(): OrtTensor {
    return required(this.#state[INPUT.theta], INPUT.theta);
  }

  async dispose(): Promise<void> {
    for (const tensor of Object.values(this.#state)) tensor.dispose();
    await this.#program.dispose();
  }

  #upload({ theta, m, v }: TrainingState): Record<string, OrtTensor> {
    const shape = [this.layout.size];
    const upload = (data: Float32Array<ArrayBuffer>): OrtTensor => this.#engine.upload({ shape, data });
    return { [INPUT.theta]: upload(theta), [INPUT.m]: upload(m), [INPUT.v]: upload(v) };
  }
}

function startingState({ base, plugged, from }: TrainerSettings, size: number): TrainingState {
  if ('state' in from) return from.state;
  const theta =
    'theta' in from ? new Float32Array(from.theta) : initialTheta(plugged.adapter, base.weights, from.seed);
  return { step: 0, theta, m: new Float32Array(size), v: new Float32Array(size) };
}

/** On WebAssembly tensors share memory with their arrays: the caller keeps its own. */
function copyState({ step, theta, m, v }: TrainingState): TrainingState {
  return { step, theta: theta.slice(), m: m.slice(), v: v.slice() };
}

function required(tensor: OrtTensor | undefined, name: string): OrtTensor {
  if (!tensor) throw new Error(`The step has no output "${name}".`);
  return tensor;
}
