/** CPU time of a process and all its descendants, from Linux's /proc. */
import { readdirSync, readFileSync } from 'node:fs';

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // the process or thread has ended since it was listed
  }
}

function list(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function processTree(root: number): string[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = readOrEmpty(`/proc/${entry}/stat`);
    // The command's name, in parentheses, may itself hold spaces: fields are counted from the last ")".
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree.map(String);
}

/** Nanoseconds on a CPU so far, by thread. */
export type CpuSnapshot = Map<string, bigint>;

/** Reads every living thread of the tree; empty where there is no /proc. */
export function cpuSnapshot(root: number): CpuSnapshot {
  const snapshot: CpuSnapshot = new Map();
  if (process.platform !== 'linux') return snapshot;
  for (const pid of processTree(root)) {
    for (const thread of list(`/proc/${pid}/task`)) {
      const [running] = readOrEmpty(`/proc/${pid}/task/${thread}/schedstat`).split(' ');
      if (running) snapshot.set(`${pid}/${thread}`, BigInt(running));
    }
  }
  return snapshot;
}

/** CPU milliseconds of a page's own thread and of its workers' threads, alive at the end, in a tree of Chromium. */
export function cpuOfPages(before: CpuSnapshot, after: CpuSnapshot): { page: number; worker: number } {
  const spent = { page: 0, worker: 0 };
  for (const [thread, time] of after) {
    const [pid, id] = thread.split('/');
    if (!readOrEmpty(`/proc/${pid}/cmdline`).includes('--type=renderer')) continue;
    const milliseconds = Number(time - (before.get(thread) ?? 0n)) / 1e6;
    const name = readOrEmpty(`/proc/${pid}/task/${id}/comm`).trim();
    if (id === pid) spent.page += milliseconds;
    else if (name.startsWith('DedicatedWorker')) spent.worker += milliseconds;
  }
  return spent;
}

/** CPU milliseconds that the threads alive at the end spent between two snapshots. */
export function cpuMilliseconds(before: CpuSnapshot, after: CpuSnapshot): number {
  let nanoseconds = 0n;
  for (const [thread, time] of after) nanoseconds += time - (before.get(thread) ?? 0n);
  return Number(nanoseconds) / 1e6;
}
