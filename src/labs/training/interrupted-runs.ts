/**
 * Runs that were cut short in this browser, whichever tab they ran in. Each run is kept under a key of its own; while it
 * is alive, its page holds a lock of that name, so that no other tab offers it or goes on with it.
 */
import { randomToken } from '../../client/random-token.ts';
import { browserCheckpoints, type Checkpoint, checkpointKeys } from '../../runtime/checkpoints.ts';
import { RuntimeProblem } from '../../runtime/problem.ts';
import { isMethodId } from './methods.ts';
import type { RunSpec } from './run-spec.ts';
import { TASKS } from './tasks.ts';

export interface InterruptedRun {
  /** Under which it is kept. */
  readonly key: string;
  readonly spec: RunSpec;
  /** Steps done. */
  readonly step: number;
}

/** Older ones make room: each holds an adapter three times, with its moments. */
const MOST = 3;

/** Runs of this page that have ended: the browser may take a moment to free their locks. */
const ended = new Set<string>();

/** A key under which no run is kept. @param lab whose run it is */
export function freshKey(lab: string): string {
  return `${lab}/${randomToken()}`;
}

/** Does the work of a run while no other tab may. @throws RuntimeProblem if another tab does it already */
export function asOnly<T>(key: string, work: () => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return work();
  ended.delete(key);
  return navigator.locks.request(key, { ifAvailable: true }, async (lock) => {
    if (!lock) {
      throw new RuntimeProblem({
        what: 'Este treino já continua em outra aba.',
        remedy: 'Acompanhe-o lá, ou treine outro aqui.',
      });
    }
    try {
      return await work();
    } finally {
      ended.add(key);
    }
  });
}

/**
 * The runs of a lab that can go on, the newest first.
 * @param onEnd called when a run that is alive in another tab ends there, well or not
 * @param signal stops the waiting for that
 */
export async function findInterrupted(
  lab: string,
  onEnd: () => void,
  signal: AbortSignal,
): Promise<InterruptedRun[]> {
  const keys = (await checkpointKeys()).filter((key) => key.startsWith(`${lab}/`));
  const alive = await keysAlive();
  for (const key of keys) if (alive.has(key)) waitForEnd(key, onEnd, signal);
  const kept = await Promise.all(keys.filter((key) => !alive.has(key)).map(readRun));
  const found = kept.flatMap((run) => run ?? []).sort((a, b) => b.savedAt - a.savedAt);
  await Promise.all(found.slice(MOST).map(({ key }) => browserCheckpoints.remove(key)));
  return found.slice(0, MOST);
}

export function forgetInterrupted({ key }: InterruptedRun): Promise<void> {
  return browserCheckpoints.remove(key);
}

async function keysAlive(): Promise<ReadonlySet<string>> {
  if (!('locks' in navigator)) return new Set();
  const { held = [] } = await navigator.locks.query();
  return new Set(held.flatMap(({ name = '' }) => (ended.has(name) ? [] : [name])));
}

function waitForEnd(key: string, onEnd: () => void, signal: AbortSignal): void {
  navigator.locks.request(key, { signal }, onEnd).catch(() => {
    // Called off: nobody waits any more.
  });
}

async function readRun(key: string): Promise<(InterruptedRun & { readonly savedAt: number }) | undefined> {
  const found = await browserCheckpoints.read(key);
  const spec = found && specOf(found);
  return found && spec && { key, spec, step: found.state.step, savedAt: found.savedAt };
}

/** The settings of a kept run, if they are of a task and a method that the labs have. */
function specOf({ spec }: Checkpoint): RunSpec | undefined {
  const { task, method, settings, learningRate, steps, batch, seed } = spec;
  const known = Object.keys(TASKS).find((name): name is keyof typeof TASKS => name === task);
  if (!known || !isMethodId(method)) return undefined;
  return { task: known, method, settings: { ...settings }, learningRate, steps, batch, seed };
}
