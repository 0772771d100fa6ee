/** The browser's side: one page runs one row. The runner drives it through `globalThis.bench`. */
import type { Details, Peer, Placement } from './peer.ts';
import { PEERS } from './peer.ts';
import { makeProblem, SETTINGS } from './setting.ts';
import type { SharedMemory } from './sharing.ts';
import { measureSharing } from './sharing.ts';

/** What a row did in one turn. */
export interface Turn {
  /** Wall milliseconds of each step. */
  wall: number[];
  losses: number[];
}

/** The first step of a row: everything built, after its runtime is loaded. */
export interface ColdStart {
  milliseconds: number;
  loss: number;
  details: Details | undefined;
}

class Bench {
  private peer: Peer | undefined;

  /** Loads a row's library, then builds and runs its first step. */
  async start(peerName: string, settingName: 'S' | 'M', placement: Placement): Promise<ColdStart> {
    const create = PEERS[peerName];
    if (!create) throw new Error(`There is no row "${peerName}".`);
    const problem = makeProblem(SETTINGS[settingName]);
    const peer = await create();
    await peer.load(placement);
    const before = performance.now();
    await peer.prepare(problem);
    const loss = await peer.step();
    this.peer = peer;
    const milliseconds = performance.now() - before;
    return { milliseconds, loss, details: peer.details?.() };
  }

  /** Runs some steps, one after the other. */
  async run(steps: number): Promise<Turn> {
    const turn: Turn = { wall: [], losses: [] };
    if (!this.peer) throw new Error('start was not called.');
    for (let i = 0; i < steps; i++) {
      const before = performance.now();
      turn.losses.push(await this.peer.step());
      turn.wall.push(performance.now() - before);
    }
    return turn;
  }

  /** Heap of sessions that share one frozen base; needs a page of its own. */
  memory(settingName: 'S' | 'M'): Promise<SharedMemory> {
    return measureSharing(makeProblem(SETTINGS[settingName]));
  }

  async stop(): Promise<void> {
    await this.peer?.dispose();
    this.peer = undefined;
  }
}

declare global {
  var bench: Bench;
}

globalThis.bench = new Bench();
