/** Training states in IndexedDB, so that a run goes on exactly where it stopped after whatever ended it. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { DeviceKind } from '../../kernels/train/engine.ts';
import type { TrainingState } from '../../kernels/train/trainer.ts';
import type { RunSpec } from './jobs/run-spec.ts';

/** Accuracy on the validation examples after a step. */
export interface ValidationPoint {
  /** Steps done. */
  readonly step: number;
  /** Share of right answers. */
  readonly accuracy: number;
}

/** A run as it stood after a step. */
export interface Checkpoint {
  readonly spec: RunSpec;
  /** Fingerprint of the base's weights. */
  readonly base: string;
  readonly device: DeviceKind;
  readonly state: TrainingState;
  /** One for each step done. */
  readonly losses: readonly number[];
  readonly validation: readonly ValidationPoint[];
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

/** Where checkpoints are kept, by a key of the lab's choice. */
export interface CheckpointStore {
  /** @throws whatever the storage throws: full, blocked, broken */
  write(key: string, checkpoint: Checkpoint): Promise<void>;
  /** Undefined if there is none, if it makes no sense, or if storage is blocked. */
  read(key: string): Promise<Checkpoint | undefined>;
  remove(key: string): Promise<void>;
}

interface Schema extends DBSchema {
  checkpoints: { key: string; value: Checkpoint };
}

const NAME = 'ajuste-fino';
const VERSION = 1;
const STORE = 'checkpoints';

let database: Promise<IDBPDatabase<Schema>> | undefined;

/** Opened once; after a failure the next use tries again. */
function open(): Promise<IDBPDatabase<Schema>> {
  database ??= openDB<Schema>(NAME, VERSION, {
    upgrade: (db) => void db.createObjectStore(STORE),
    terminated: forget,
  }).catch((error: unknown) => {
    forget();
    throw error;
  });
  return database;
}

function forget(): void {
  database = undefined;
}

/** The browser's own storage; works in the worker and in the page. */
export const browserCheckpoints: CheckpointStore = {
  async write(key, checkpoint) {
    await (await open()).put(STORE, checkpoint, key);
  },
  async read(key) {
    try {
      const stored: unknown = await (await open()).get(STORE, key);
      return isCheckpoint(stored) ? stored : undefined;
    } catch {
      return undefined;
    }
  },
  async remove(key) {
    try {
      await (await open()).delete(STORE, key);
    } catch {
      // Nothing could be kept, so there is nothing to remove.
    }
  },
};

/** Keys of all that is kept; none where storage is blocked. */
export async function checkpointKeys(): Promise<string[]> {
  try {
    return await (await open()).getAllKeys(STORE);
  } catch {
    return [];
  }
}

/** Whether stored data, which may be of another version of the site or damaged, has the form of a checkpoint. */
export function isCheckpoint(value: unknown): value is Checkpoint {
  if (!isObject(value)) return false;
  const { spec, base, device, state, losses, validation, savedAt } = value;
  if (!isObject(spec) || !isObject(state) || typeof savedAt !== 'number') return false;
  if (typeof base !== 'string') return false;
  if (device !== 'wasm' && device !== 'webgpu') return false;
  const { step, theta, m, v } = state;
  if (!(theta instanceof Float32Array)) return false;
  if (![m, v].every((moment) => moment instanceof Float32Array && moment.length === theta.length))
    return false;
  return (
    typeof step === 'number' &&
    Number.isSafeInteger(step) &&
    step >= 0 &&
    Array.isArray(losses) &&
    losses.length === step &&
    losses.every(Number.isFinite) &&
    Array.isArray(validation) &&
    validation.every(
      (point) => isObject(point) && Number.isFinite(point['step']) && Number.isFinite(point['accuracy']),
    )
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
