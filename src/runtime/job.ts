/** What a job is: a piece of work that runs in the worker, on the chosen device. */
import type { Tokenizer } from '../../kernels/text/tokenizer.ts';
import type { Engine } from '../../kernels/train/engine.ts';
import type { HeldModel } from '../../kernels/train/held.ts';

/** The shipped base model on the device, shared by all jobs: no job may dispose of it. */
export interface LoadedBase {
  readonly model: HeldModel;
  readonly tokenizer: Tokenizer;
}

/** What the page asks of a job while it runs, in order. */
export interface CommandQueue<Command> {
  /** The oldest command that was not taken yet, or undefined. */
  poll(): Command | undefined;
  /** Waits for a command. @throws the signal's reason if the job is called off meanwhile */
  next(): Promise<Command>;
}

/** What a job may use. Several jobs run side by side: only the engine, whose calls take turns, keeps them apart. */
export interface JobContext<Event, Command> {
  /** The chosen device, checked; the same for all jobs until the reader chooses another. */
  readonly engine: Engine;
  /** The shipped base model, fetched and verified once. @throws RuntimeProblem if it cannot be had */
  base(): Promise<LoadedBase>;
  /** Tells the page something. @param transfer buffers to hand over instead of copying */
  emit(event: Event, transfer?: Transferable[]): void;
  /** Aborts when the page calls the job off; its result is then no longer wanted. */
  readonly signal: AbortSignal;
  readonly commands: CommandQueue<Command>;
}

/**
 * A job: plain data in, plain data out (structured clones). It disposes of the sessions and tensors that it made, however
 * it ends, and gives way (`giveWay`) between pieces of work longer than a few milliseconds, so that messages get in.
 */
export type Job<Request, Event, Result, Command = never> = (
  request: Request,
  context: JobContext<Event, Command>,
) => Promise<Result>;

/** Lets waiting messages in: onnxruntime's WebAssembly never leaves the worker idle by itself. */
export function giveWay(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    resolve();
  };
  port2.postMessage(null);
  return promise;
}
