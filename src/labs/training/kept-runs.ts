/** The reader's runs, kept in this browser's IndexedDB. What is read back is checked like any outside data. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { CurvePoint } from './curve-csv.ts';
import { isMethodId } from './methods.ts';
import type { RunSpec } from './run-spec.ts';
import { TASKS } from './tasks.ts';

export interface KeptRun {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly keptAt: number;
  readonly spec: RunSpec;
  readonly device: 'wasm' | 'webgpu';
  readonly points: readonly CurvePoint[];
  readonly millisecondsPerStep: number;
  readonly theta: Float32Array<ArrayBuffer>;
  /** The query of its permalink. */
  readonly query: string;
}

interface Schema extends DBSchema {
  runs: { key: string; value: KeptRun };
}

/** Older runs make room: a full fine-tuning weighs most of a megabyte. */
const MOST_RUNS = 20;

let database: Promise<IDBPDatabase<Schema>> | undefined;

function open(): Promise<IDBPDatabase<Schema>> {
  database ??= openDB<Schema>('ajuste-fino-execucoes', 1, {
    upgrade: (db) => void db.createObjectStore('runs', { keyPath: 'id' }),
  }).catch((error: unknown) => {
    database = undefined;
    throw error;
  });
  return database;
}

/** The newest first; none where storage is blocked or broken. */
export async function readRuns(): Promise<KeptRun[]> {
  try {
    const all: readonly unknown[] = await (await open()).getAll('runs');
    return all.filter(isKeptRun).sort((a, b) => b.keptAt - a.keptAt);
  } catch {
    return [];
  }
}

/** Whether the run could be kept: storage may be blocked or full. */
export async function keepRun(run: KeptRun): Promise<boolean> {
  try {
    const db = await open();
    await db.put('runs', run);
    const old = (await readRuns()).slice(MOST_RUNS);
    for (const { id } of old) await db.delete('runs', id);
    return true;
  } catch {
    return false;
  }
}

export async function forgetRun(id: string): Promise<void> {
  try {
    await (await open()).delete('runs', id);
  } catch {
    // Nothing is kept where nothing can be removed.
  }
}

function isKeptRun(value: unknown): value is KeptRun {
  if (!isObject(value) || !isObject(value['spec'])) return false;
  const { id, keptAt, spec, device, points, theta, millisecondsPerStep, query } = value;
  const { task, method, settings, learningRate, steps, batch, seed } = spec;
  return (
    typeof id === 'string' &&
    typeof query === 'string' &&
    [keptAt, millisecondsPerStep, learningRate, steps, batch, seed].every(Number.isFinite) &&
    typeof task === 'string' &&
    Object.hasOwn(TASKS, task) &&
    typeof method === 'string' &&
    isMethodId(method) &&
    isObject(settings) &&
    (device === 'wasm' || device === 'webgpu') &&
    theta instanceof Float32Array &&
    Array.isArray(points) &&
    points.every(
      (point) => isObject(point) && Number.isFinite(point['step']) && Number.isFinite(point['loss']),
    )
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
