/** What a row of the benchmark must be able to do. */
import type { Problem } from './setting.ts';

export type Backend = 'wasm' | 'webgpu';

/** How a row is run: on which device, with how many threads (WebAssembly only). */
export interface Placement {
  backend: Backend;
  threads: number;
}

/** One implementation of the training step. The calls come in this order; `step` any number of times. */
export interface Peer {
  /** Downloads and starts the library on its device. Not timed. */
  load(placement: Placement): Promise<void>;
  /** Builds whatever the step needs: graphs, sessions, weights on the device. Timed with the first step as "cold". */
  prepare(problem: Problem): Promise<void>;
  /** One forward, backward and AdamW update on the next batch. Returns the loss before the update, read back. */
  step(): Promise<number>;
  /** Frees what `prepare` made. */
  dispose(): void | Promise<void>;
  /** Figures of the row's own, after `prepare`. */
  details?(): Details | undefined;
}

/** Figures of a compiled graph. */
export interface Details {
  nodes: number;
  modelBytes: number;
  /** Building the graph, creating its session and placing the weights. */
  createMilliseconds: number;
}

/** The rows by name; each is loaded only when it is asked for. */
export const PEERS: Record<string, () => Promise<Peer>> = {
  'ajuste-fino': async () => (await import('./peers/ajuste-fino.ts')).createPeer(),
  'onnx-matmul': async () => (await import('./peers/matmul-limit.ts')).createPeer(),
  'tfjs-plain': async () => (await import('./peers/tfjs-plain.ts')).createPeer(),
  'tfjs-tuned': async () => (await import('./peers/tfjs-tuned.ts')).createPeer(),
  'tfjs-unrolled': async () => (await import('./peers/tfjs-unrolled.ts')).createPeer(),
  'jax-js-one-jit': async () => (await import('./peers/jax-one-jit.ts')).createPeer(),
  'jax-js-small-jits': async () => (await import('./peers/jax-small-jits.ts')).createPeer(),
};
