/** A graph that runs many times on a GPU: its commands are recorded once and then only sent again. */
import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-web';
import type { GraphModel } from '../onnx/model.ts';
import type { Engine, Feeds, FrozenTensors, Runnable } from './engine.ts';
import type { GpuMemory } from './gpu-memory.ts';

/** Options of a session whose commands are recorded. */
export const RECORDED: InferenceSession.SessionOptions = {
  enableGraphCapture: true,
  preferredOutputLocation: 'gpu-buffer',
};

type Tensors = Readonly<Record<string, OrtTensor>>;

/**
 * A recorded graph. A small model's step takes a GPU less time than preparing its hundreds of commands takes the CPU;
 * recorded commands are prepared once. They read and write the same buffers forever, so inputs are copied into buffers of
 * the program's own, and every run leaves its outputs in the same buffers, which onnxruntime allots.
 */
export class Replay implements Runnable {
  readonly #engine: Engine;
  readonly #memory: GpuMemory;
  readonly #session: InferenceSession;
  readonly #inputs: Tensors;
  readonly #frozen: Tensors;

  /**
   * @param session made with the options `RECORDED`
   * @throws Error if an output is a view: onnxruntime copies it beside the commands that it records
   */
  constructor(
    engine: Engine,
    memory: GpuMemory,
    session: InferenceSession,
    model: GraphModel,
    frozen: readonly FrozenTensors[],
  ) {
    const [view] = model.viewOutputs();
    if (view) throw new Error(`"${view}" is a reshaped value, which a recorded graph cannot output.`);
    const tensors = new Map(model.inputs.map(({ name }) => [name, find(frozen, name)]));
    this.#engine = engine;
    this.#memory = memory;
    this.#session = session;
    this.#frozen = Object.fromEntries(
      [...tensors].flatMap(([name, tensor]) => (tensor ? [[name, tensor]] : [])),
    );
    this.#inputs = Object.fromEntries(
      model.inputs.flatMap(({ name, dtype, shape }) =>
        tensors.get(name) ? [] : [[name, memory.zeros(dtype, shape.map(Number))]],
      ),
    );
  }

  /**
   * Runs the graph once. Outputs are valid until the next run.
   * @throws Error if an input has no value, or one of another size; whatever onnxruntime throws
   */
  run(feeds: Feeds): Promise<Tensors> {
    return this.#engine.exclusive(() => {
      this.#fill(feeds);
      return this.#session.run({ ...this.#frozen, ...this.#inputs });
    });
  }

  async dispose(): Promise<void> {
    await this.#engine.exclusive(() => this.#session.release());
    for (const tensor of Object.values(this.#inputs)) tensor.dispose();
  }

  #fill(feeds: Feeds): void {
    const copies: { from: OrtTensor; to: OrtTensor }[] = [];
    for (const [name, to] of Object.entries(this.#inputs)) {
      const given = feeds[name];
      if (!given) throw new Error(`Nothing to feed as "${name}".`);
      // A GPU refuses what does not fit only later and beside the call: the buffer's old elements would be used again.
      const size = ArrayBuffer.isView(given) ? given.length : given.size;
      if (size !== to.size) throw new Error(`"${name}" takes ${to.size} elements, not ${size}.`);
      if (ArrayBuffer.isView(given)) this.#memory.write(to, given);
      else copies.push({ from: given, to });
    }
    if (copies.length > 0) this.#memory.copy(copies);
  }
}

function find(frozen: readonly FrozenTensors[], name: string): OrtTensor | undefined {
  for (const tensors of frozen) {
    const tensor = tensors.get(name);
    if (tensor) return tensor;
  }
  return undefined;
}
