/**
 * The log of this page: what is stored, and what could not be stored yet. An event is seen at once and written behind;
 * when writing fails it stays in the page, the reader is told, and it is tried again.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import { randomToken } from '../../client/random-token.ts';
import { type Draft, readEvents, type StudyEvent } from './event.ts';
import { memoryShelf, type Shelf, type Unnumbered } from './shelf.ts';

export type Health =
  /** Not read yet. */
  | 'opening'
  | 'kept'
  /** The browser offers no storage: all lasts as long as the page. */
  | 'blocked'
  /** Something could not be written: it waits in the page. */
  | 'unsaved';

export interface Journal {
  /** Events stored and waiting, in no order. */
  readonly events: ReadonlySignal<readonly StudyEvent[]>;
  readonly health: ReadonlySignal<Health>;
  /** Stored records that this version cannot read. */
  readonly unreadable: ReadonlySignal<number>;
  /** Seen at once; written in the background. */
  append: (draft: Draft) => void;
  /** Writes again what waits. */
  retry: () => Promise<void>;
  /** Reads again what is stored: another tab may have written. */
  refresh: () => Promise<void>;
  /** Adds events of an export; resolves to how many were new. */
  merge: (events: readonly StudyEvent[]) => Promise<number>;
  /** Forgets everything, here and on disk. */
  clear: () => Promise<void>;
  readonly shelf: () => Shelf;
  /** Resolves when everything appended so far is written or has failed. */
  settled: () => Promise<void>;
}

const CHANNEL = 'ajuste-fino-estudo';
/** Stands in for the device of events that have no number yet. */
const HERE = '0'.repeat(32);

interface Options {
  open: (lost: () => void) => Promise<Shelf>;
  now: () => number;
}

/** Opens the log; until it is open, and where it cannot be opened, events wait in the page. */
export function createJournal({ open, now }: Options): Journal {
  const events = signal<readonly StudyEvent[]>([]);
  const health = signal<Health>('opening');
  const unreadable = signal(0);
  let shelf: Shelf = memoryShelf();
  let stored: readonly StudyEvent[] = [];
  let waiting: Unnumbered[] = [];
  let queue: Promise<void> = Promise.resolve();
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(CHANNEL);

  const show = () => {
    const unnumbered = waiting.map((event, index) => ({ ...event, device: HERE, seq: index + 1 }));
    events.value = [...stored, ...unnumbered];
  };
  const reload = async () => {
    const reading = readEvents(await shelf.all());
    stored = reading.events;
    unreadable.value = reading.unreadable;
    const known = new Set(stored.map(({ id }) => id));
    waiting = waiting.filter(({ id }) => !known.has(id));
    show();
  };
  /** One thing at a time, in the order asked. */
  const inTurn = (work: () => Promise<void>) => {
    queue = queue.then(work).catch(() => {
      health.value = 'unsaved';
    });
    return queue;
  };
  const flush = () =>
    inTurn(async () => {
      if (waiting.length > 0) {
        await shelf.add(waiting);
        channel?.postMessage('changed');
      }
      await reload();
      if (health.value === 'unsaved') health.value = 'kept';
    });
  const reopen = async () => {
    shelf = await open(() => {
      // The next write opens the store again, or says that it cannot.
      void inTurn(reopen);
    });
    await reload();
    health.value = 'kept';
  };

  void inTurn(async () => {
    try {
      await reopen();
    } catch {
      shelf = memoryShelf();
      health.value = 'blocked';
    }
  });
  // When it fails, what was read before still stands; the next write tells of the trouble.
  const refresh = () => inTurn(() => reload().catch(() => {}));
  if (channel) channel.onmessage = () => void refresh();

  return {
    events,
    health,
    unreadable,
    append(draft) {
      waiting = [...waiting, { ...draft, id: randomToken(), at: now() }];
      show();
      void flush();
    },
    retry: flush,
    refresh,
    async merge(imported) {
      const before = new Set(stored.map(({ id }) => id));
      let failure: unknown;
      await inTurn(async () => {
        try {
          await shelf.merge(imported);
        } catch (error) {
          failure = error;
          return;
        }
        channel?.postMessage('changed');
        await reload();
      });
      if (failure) throw failure;
      return stored.filter(({ id }) => !before.has(id)).length;
    },
    clear: () =>
      inTurn(async () => {
        await shelf.clear();
        waiting = [];
        channel?.postMessage('changed');
        await reload();
      }),
    shelf: () => shelf,
    settled: () => queue,
  };
}
