/**
 * Runs compiled graphs on onnxruntime, whichever build of it: WebAssembly in Node or a browser, WebGPU in a browser.
 * Values that the next run needs stay on the device.
 */
import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-web';
import type { Spare } from '../nn/llama.ts';
import type { GraphModel, Port } from '../onnx/model.ts';
import type { DType, TensorData } from '../onnx/tensor.ts';
import { GpuMemory } from './gpu-memory.ts';
import { RECORDED, Replay } from './replay.ts';

/** What is used of onnxruntime: `onnxruntime-web`, its WebAssembly or WebGPU bundle, or `onnxruntime-node`. */
export interface OrtModule {
  readonly env?: { readonly wasm: { readonly numThreads?: number | undefined } };
  readonly InferenceSession: {
    create(model: Uint8Array, options?: InferenceSession.SessionOptions): Promise<InferenceSession>;
  };
  readonly Tensor: {
    new (type: DType, data: TensorData, dims: readonly number[]): OrtTensor;
    fromGpuBuffer(
      buffer: GPUBuffer,
      options: {
        dataType: DType;
        dims: readonly number[];
        download?: () => Promise<Float32Array<ArrayBuffer>>;
        dispose: () => void;
      },
    ): OrtTensor;
  };
}

export type DeviceKind = 'wasm' | 'webgpu';

export interface EngineOptions {
  readonly ort: OrtModule;
  readonly kind: DeviceKind;
  /** The device to run on, for WebGPU (see `openGpu`). */
  readonly gpu?: GPUDevice | undefined;
  /** Added to the options of every session. */
  readonly session?: InferenceSession.SessionOptions | undefined;
}

/** A tensor that may leave out its type, which then is float32. */
export interface Uploadable {
  readonly dtype?: DType;
  readonly shape: readonly number[];
  readonly data: TensorData;
}

/** What an input is given: raw data in the input's declared shape, or a tensor. */
export type Feed = TensorData | OrtTensor;
export type Feeds = Readonly<Record<string, Feed>>;

/** A graph that is ready to run. */
export interface Runnable {
  /** Runs the graph once. @throws Error if an input has no value; whatever onnxruntime throws */
  run(feeds: Feeds): Promise<InferenceSession.OnnxValueMapType>;
  /** Releases the session, not the frozen tensors. */
  dispose(): Promise<void>;
}

/**
 * One device. onnxruntime-web must not be entered twice at a time, so every call waits for the one before.
 *
 * Sessions skip onnxruntime's own graph optimisations: the compiler has done what they would do. Steps are as fast
 * without them, a session is made in half the time, and packed weights are never folded back to floats.
 */
export class Engine {
  readonly kind: DeviceKind;
  /** What graphs for this device should spend less of; undefined: the plainest graph is the fastest. */
  readonly spare: Spare | undefined;
  readonly #ort: OrtModule;
  readonly #memory: GpuMemory | undefined;
  readonly #session: InferenceSession.SessionOptions;
  #last: Promise<unknown> = Promise.resolve();

  /** @throws Error for WebGPU without a device */
  constructor({ ort, kind, gpu, session = {} }: EngineOptions) {
    if (kind === 'webgpu' && !gpu) throw new Error('A WebGPU engine needs the GPU device of onnxruntime.');
    this.kind = kind;
    // Several threads pay for both: for arithmetic, and for each node, after which they wait for one another.
    const threads = ort.env?.wasm.numThreads ?? 1;
    this.spare = kind === 'webgpu' ? 'nodes' : threads === 1 ? 'arithmetic' : undefined;
    this.#ort = ort;
    this.#memory = gpu && new GpuMemory(ort, gpu);
    this.#session = {
      executionProviders: [gpu ? { name: 'webgpu', device: gpu } : kind],
      graphOptimizationLevel: 'disabled',
      ...session,
    };
  }

  /**
   * Makes a session of a graph.
   * @param frozen where inputs come from that a run is not given
   * @param onDevice outputs that stay on the device until they are read or fed again
   */
  async load(
    model: GraphModel,
    frozen: readonly FrozenTensors[] = [],
    onDevice: readonly string[] = [],
  ): Promise<Program> {
    const kept = new Set(onDevice);
    const locations = model.outputs.map(({ name }) => [name, kept.has(name) ? 'gpu-buffer' : 'cpu'] as const);
    const session = await this.#create(
      model,
      this.kind === 'webgpu' ? { preferredOutputLocation: Object.fromEntries(locations) } : {},
    );
    return new Program(this, session, model.inputs, frozen);
  }

  /**
   * Makes a session of a graph that will run many times. All its outputs stay on the device, where they are valid until
   * the next run.
   * @param frozen where inputs come from that a run is not given
   * @throws Error if a GPU could not repeat the graph (see `Replay`); whatever onnxruntime throws
   */
  async loadRepeated(model: GraphModel, frozen: readonly FrozenTensors[] = []): Promise<Runnable> {
    if (!this.#memory) return this.load(model, frozen);
    const session = await this.#create(model, RECORDED);
    try {
      return new Replay(this, this.#memory, session, model, frozen);
    } catch (error) {
      await this.exclusive(() => session.release());
      throw error;
    }
  }

  /** A tensor in ordinary memory, which shares `data`. */
  tensor(dtype: DType, data: TensorData, shape: readonly number[]): OrtTensor {
    return new this.#ort.Tensor(dtype, data, shape);
  }

  /** A copy of a tensor in the device's memory; on WebAssembly, which has none of its own, the tensor itself. */
  upload({ dtype = 'float32', shape, data }: Uploadable): OrtTensor {
    return this.#memory?.upload(dtype, shape, data) ?? this.tensor(dtype, data, shape);
  }

  /** Runs `task` when everything before it is done. */
  exclusive<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task, task);
    this.#last = result.catch(() => {});
    return result;
  }

  #create(model: GraphModel, options: InferenceSession.SessionOptions): Promise<InferenceSession> {
    return this.exclusive(() =>
      this.#ort.InferenceSession.create(model.bytes(), { ...this.#session, ...options }),
    );
  }
}

/** Tensors that never change, put on the device when they are first needed and shared by every session. */
export class FrozenTensors {
  readonly #engine: Engine;
  readonly #sources: ReadonlyMap<string, Uploadable>;
  readonly #uploaded = new Map<string, OrtTensor>();

  constructor(engine: Engine, tensors: ReadonlyMap<string, Uploadable>) {
    this.#engine = engine;
    this.#sources = tensors;
  }

  get(name: string): OrtTensor | undefined {
    const uploaded = this.#uploaded.get(name);
    if (uploaded) return uploaded;
    const source = this.#sources.get(name);
    if (!source) return undefined;
    const tensor = this.#engine.upload(source);
    this.#uploaded.set(name, tensor);
    return tensor;
  }

  dispose(): void {
    for (const tensor of this.#uploaded.values()) tensor.dispose();
    this.#uploaded.clear();
  }
}

/** A graph whose inputs and outputs may be other tensors in every run. */
export class Program implements Runnable {
  readonly #engine: Engine;
  readonly #session: InferenceSession;
  readonly #inputs: readonly Port[];
  readonly #frozen: readonly FrozenTensors[];

  constructor(
    engine: Engine,
    session: InferenceSession,
    inputs: readonly Port[],
    frozen: readonly FrozenTensors[],
  ) {
    this.#engine = engine;
    this.#session = session;
    this.#inputs = inputs;
    this.#frozen = frozen;
  }

  /**
   * Runs the graph once. Outputs belong to the caller, who disposes of those on the device.
   * @throws Error if an input has no value; whatever onnxruntime throws
   */
  run(feeds: Feeds): Promise<InferenceSession.OnnxValueMapType> {
    const tensors = Object.fromEntries(this.#inputs.map((port) => [port.name, this.#tensorFor(port, feeds)]));
    return this.#engine.exclusive(() => this.#session.run(tensors));
  }

  /** Releases the session, not the frozen tensors. Its outputs on the device must have been disposed of before. */
  dispose(): Promise<void> {
    return this.#engine.exclusive(() => this.#session.release());
  }

  #tensorFor({ name, dtype, shape }: Port, feeds: Feeds): OrtTensor {
    const given = feeds[name];
    if (given)
      return ArrayBuffer.isView(given) ? this.#engine.tensor(dtype, given, shape.map(Number)) : given;
    for (const frozen of this.#frozen) {
      const tensor = frozen.get(name);
      if (tensor) return tensor;
    }
    throw new Error(`Nothing to feed as "${name}".`);
  }
}

/** Reads a float32 output into memory of its own. @throws Error if it is something else */
export async function readFloats(tensor: OrtTensor | undefined): Promise<Float32Array<ArrayBuffer>> {
  const data = await tensor?.getData();
  if (!(data instanceof Float32Array)) throw new Error('Expected a float32 output.');
  return new Float32Array(data);
}
