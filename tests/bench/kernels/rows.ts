/** Which rows are measured, and at what pace. */
import type { Details, Placement } from './peer.ts';
import type { SharedMemory } from './sharing.ts';

/** One line of the table: an implementation at a setting and a place. */
export interface Row extends Placement {
  peer: string;
  setting: 'S' | 'M';
}

/** What was measured of a row; times in milliseconds, a step each. */
export interface Measurement extends Row {
  kind: 'step';
  wallMin: number;
  wallMedian: number;
  /** CPU time of the whole browser, median of the turns. */
  cpuMedian: number;
  /** Building everything and running the first step, after the runtime is loaded. */
  cold: number;
  steps: number;
  gflops: number;
  firstLoss: number;
  /** Largest relative difference from the losses of the reference row; null for the arithmetic limit, which has none. */
  lossError: number | null;
  details?: Details;
}

/** Memory of several sessions of this project's step. */
export interface MemoryMeasurement extends SharedMemory {
  kind: 'memory';
  setting: 'S' | 'M';
}

/**
 * Largest relative difference allowed between the losses of two rows: float32 sums taken in another order differ by
 * about 1e-6 at the first step, and AdamW, which divides by the gradient's own size, lets it grow from step to step.
 */
export const LOSS_TOLERANCE = 1e-4;

/** The row that only multiplies two matrices. */
export const LIMIT = 'onnx-matmul';
/** This project's row. */
export const OWN = 'ajuste-fino';
/** Rows in the style that a library's users would write first; the others are tuned by hand. */
export const PLAIN = ['tfjs-plain', 'jax-js-one-jit'];

/** Rows that work around the WebAssembly backend of their library, and have no point elsewhere. */
const WASM_ONLY = ['tfjs-unrolled'];

const PEER_NAMES = [
  'ajuste-fino',
  'onnx-matmul',
  'tfjs-plain',
  'tfjs-tuned',
  'tfjs-unrolled',
  'jax-js-one-jit',
  'jax-js-small-jits',
];
const PLACES: Placement[] = [
  { backend: 'wasm', threads: 1 },
  { backend: 'wasm', threads: 2 },
  { backend: 'webgpu', threads: 1 },
];

/** A row's name as printed and as matched by `--only`. */
export function rowName({ setting, peer, backend, threads }: Row): string {
  return `${setting} ${peer} ${backend}${backend === 'wasm' ? ` ${threads}` : ''}`;
}

function readSettings(text: string, option: string): ('S' | 'M')[] {
  if (text === 'nenhum') return [];
  return text.split(',').map((name) => {
    if (name !== 'S' && name !== 'M') {
      throw new Error(`--${option} não conhece "${name}": use S, M ou S,M.`);
    }
    return name;
  });
}

/**
 * The rows asked for, in groups that are run together: one setting on one backend.
 * @throws Error when an option is not understood or nothing is left to measure.
 */
export function selectRows(options: { settings: string; webgpu: string; only: string }): Row[][] {
  const sizes = {
    wasm: readSettings(options.settings, 'settings'),
    webgpu: readSettings(options.webgpu, 'webgpu'),
  };
  const groups = (['wasm', 'webgpu'] as const).flatMap((backend) =>
    sizes[backend].map((setting) =>
      PLACES.filter((place) => place.backend === backend)
        .flatMap((place) => PEER_NAMES.map((peer): Row => ({ peer, setting, ...place })))
        .filter((row) => !(row.backend === 'webgpu' && WASM_ONLY.includes(row.peer)))
        .filter((row) => rowName(row).includes(options.only)),
    ),
  );
  const filled = groups.filter((rows) => rows.length > 0);
  if (filled.length === 0) throw new Error(`Nenhuma linha contém "${options.only}".`);
  return filled;
}

/** Steps before measuring, rounds, and steps in a row's turn of each round. */
export interface Pace {
  warmUp: number;
  rounds: number;
  steps: number;
}

/** The pace of a group: enough steps for engines to finish compiling, few enough that the whole run stays short. */
export function pace([first]: Row[], quick: boolean): Pace {
  if (first?.backend === 'webgpu') return { warmUp: 1, rounds: quick ? 1 : 2, steps: 1 };
  if (first?.setting === 'M')
    return quick ? { warmUp: 2, rounds: 2, steps: 2 } : { warmUp: 5, rounds: 6, steps: 3 };
  return quick ? { warmUp: 5, rounds: 3, steps: 4 } : { warmUp: 20, rounds: 8, steps: 8 };
}
