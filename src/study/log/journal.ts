/**
 * The log of this page: what is stored, and what could not be stored yet. An event is seen at once, kept aside at once,
 * and written behind; when writing fails it waits aside, the reader is told, and it is tried again.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import { randomToken } from '../../client/random-token.ts';
import { type Draft, readEvents, type StudyEvent, type Unnumbered } from './event.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { memoryShelf, type Shelf } from './shelf.ts';

export type Health =
  /** Not read yet. */
  | 'opening'
  | 'kept'
  /** The browser offers no storage: all lasts as long as the page. */
  | 'blocked'
  /** Something could not be written; it waits where it outlives the page. */
  | 'aside'
  /** Something could not be written anywhere: it waits in the page. */
  | 'unsaved';

/** What this browser knows of a reader's study. */
export interface Journal {
  /** Events stored and waiting, in no order. */
  readonly events: ReadonlySignal<readonly StudyEvent[]>;
  readonly health: ReadonlySignal<Health>;
  /** Stored records that this version cannot read. */
  readonly unreadable: ReadonlySignal<number>;
  /** Seen and kept aside at once; written in the background. An id that is known is the same event: written once. */
  append: (draft: Draft, id?: string) => void;
  /** Writes again what waits. */
  retry: () => Promise<void>;
  /** Reads again what is stored: another tab may have written. */
  refresh: () => Promise<void>;
  /** Adds events of an export; resolves to how many were new. @throws what the store throws */
  merge: (events: readonly StudyEvent[]) => Promise<number>;
  /** Forgets everything, here and on disk. @throws what the store throws: what it has is there still */
  clear: () => Promise<void>;
  readonly shelf: () => Shelf;
  readonly outbox: Outbox;
  /** Resolves when everything appended so far is written or has failed. */
  settled: () => Promise<void>;
}

const CHANNEL = 'ajuste-fino-estudo';
/** Stands in for the device of events that have no number yet. */
const HERE = '0'.repeat(32);

interface Options {
  open: (lost: () => void) => Promise<Shelf>;
  now: () => number;
  /** Nothing is kept aside without it. */
  outbox?: Outbox;
}

/** Opens the log; until it is open, and where it cannot be opened, events wait in the page. */
export function createJournal({ open, now, outbox = createOutbox(undefined) }: Options): Journal {
  const events = signal<readonly StudyEvent[]>([]);
  const health = signal<Health>('opening');
  const unreadable = signal(0);
  let shelf: Shelf = memoryShelf();
  let stored: readonly StudyEvent[] = [];
  let waiting: Unnumbered[] = [];
  /** Ids of what waits in the page only. */
  const loose = new Set<string>();
  let queue: Promise<void> = Promise.resolve();
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(CHANNEL);

  const show = () => {
    const unnumbered = waiting.map((event, index) => ({ ...event, device: HERE, seq: index + 1 }));
    events.value = [...stored, ...unnumbered];
  };
  const reload = async () => {
    const before = new Set(waiting);
    // Read first: what another tab writes in between is then seen twice rather than never.
    const aside = outbox.read();
    const reading = readEvents(await shelf.all());
    stored = reading.events;
    unreadable.value = reading.unreadable + aside.unreadable;
    const here = waiting.filter((event) => loose.has(event.id) || !before.has(event));
    const known = new Set(stored.map(({ id }) => id));
    if (shelf.lasting) outbox.remove(aside.events.flatMap(({ id }) => (known.has(id) ? [id] : [])));
    const unknown = [...aside.events, ...here].filter(({ id }) => !known.has(id));
    waiting = [...new Map(unknown.map((event) => [event.id, event])).values()];
    show();
  };
  const trouble = (): Health => {
    if (shelf.lasting) return loose.size > 0 ? 'unsaved' : 'aside';
    return loose.size > 0 || !outbox.works() ? 'blocked' : 'aside';
  };
  /** One thing at a time, in the order asked. */
  const inTurn = (work: () => Promise<void>) => {
    queue = queue.then(work).catch(() => {
      health.value = trouble();
    });
    return queue;
  };
  /** In turn too; whoever asked is told what goes wrong. */
  const asked = (work: () => Promise<void>) =>
    new Promise<void>((done, failed) => {
      void inTurn(() => work().then(done, failed));
    });
  const flush = () =>
    inTurn(async () => {
      const written = waiting.map(({ id }) => id);
      if (written.length > 0) {
        await shelf.add(waiting);
        if (shelf.lasting) {
          outbox.remove(written);
          for (const id of written) loose.delete(id);
        }
        channel?.postMessage('changed');
      }
      await reload();
      health.value = shelf.lasting ? 'kept' : trouble();
    });
  const reopen = async () => {
    shelf = await open(() => {
      // Where it cannot be opened again, the next write says so.
      void inTurn(reopen);
    });
    await reload();
    health.value = 'kept';
    // Answers of a page that was closed before they were written.
    if (waiting.length > 0) void flush();
  };

  void inTurn(async () => {
    try {
      await reopen();
    } catch {
      shelf = memoryShelf();
      await reload();
      health.value = trouble();
    }
  });
  /** When it fails, what was read before still stands; the next write tells of the trouble. */
  const look = () => inTurn(() => reload().catch(() => {}));
  if (channel) channel.onmessage = () => void look();

  return {
    events,
    health,
    unreadable,
    outbox,
    append(draft, id = randomToken()) {
      if (events.value.some((event) => event.id === id)) return;
      const event = { ...draft, id, at: now() };
      if (!outbox.put(event)) loose.add(id);
      waiting = [...waiting, event];
      show();
      void flush();
    },
    retry: flush,
    async refresh() {
      await look();
      if (waiting.length > 0) await flush();
    },
    async merge(imported) {
      const before = new Set(stored.map(({ id }) => id));
      await asked(async () => {
        await shelf.merge(imported);
        channel?.postMessage('changed');
        await reload();
      });
      return stored.filter(({ id }) => !before.has(id)).length;
    },
    clear: () =>
      asked(async () => {
        outbox.clear();
        loose.clear();
        waiting = [];
        try {
          await shelf.clear();
          channel?.postMessage('changed');
        } finally {
          await reload();
        }
      }),
    shelf: () => shelf,
    async settled() {
      for (let seen: Promise<void> | undefined; seen !== queue; ) {
        seen = queue;
        await seen;
      }
    },
  };
}
