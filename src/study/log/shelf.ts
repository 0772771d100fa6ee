/** Where events and the running exam are kept: IndexedDB, or the page's memory where the browser allows no other. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { randomToken } from '../../client/random-token.ts';
import type { StudyEvent, Unnumbered } from './event.ts';

/** The running exam with the tab that may write it. */
export interface Held {
  tab: string;
  /** Told by the module that runs exams; hostile until it has checked it. */
  exam: unknown;
}

/** A store of events and of the exam under way. */
export interface Shelf {
  /** Whether what it keeps is there after the page is closed. */
  readonly lasting: boolean;
  /** Every record, whatever it is: the caller checks. */
  all: () => Promise<unknown[]>;
  /**
   * Numbers the events in one transaction and keeps them; another tab's events never get the same numbers. Those whose id
   * is known stay as they are: another tab may have found them waiting and written them.
   */
  add: (events: readonly Unnumbered[]) => Promise<void>;
  /** Keeps events that have numbers already, from an export; those whose id is known stay as they are. */
  merge: (events: readonly StudyEvent[]) => Promise<void>;
  clear: () => Promise<void>;
  readExam: () => Promise<Held | undefined>;
  /** False, and nothing written, when another tab holds the exam and `take` is not set. */
  writeExam: (held: Held | undefined, tab: string, take?: boolean) => Promise<boolean>;
}

interface Schema extends DBSchema {
  events: { key: string; value: unknown };
  meta: { key: 'device'; value: { id: string; seq: number } };
  exam: { key: 'running'; value: Held };
}

const NAME = 'ajuste-fino-estudo';
const VERSION = 1;

/**
 * Opens the store of this browser.
 * @param lost called when the browser or a newer version of the site closes it later
 * @throws when the browser refuses it (private windows, blocked storage)
 */
export async function openShelf(lost: () => void): Promise<Shelf> {
  const database: IDBPDatabase<Schema> = await openDB<Schema>(NAME, VERSION, {
    upgrade(fresh, from) {
      if (from < 1) for (const store of ['events', 'meta', 'exam'] as const) fresh.createObjectStore(store);
    },
    // A newer version of the site in another tab wants to change the store: do not stand in its way.
    blocking() {
      database.close();
      lost();
    },
    terminated: lost,
  });
  return {
    lasting: true,
    all: () => database.getAll('events'),
    async add(events) {
      const work = database.transaction(['events', 'meta'], 'readwrite');
      const meta = (await work.objectStore('meta').get('device')) ?? { id: randomToken(), seq: 0 };
      const store = work.objectStore('events');
      const known = await Promise.all(events.map(({ id }) => store.getKey(id)));
      const fresh = events.filter((_, index) => known[index] === undefined);
      const writes = fresh.map((event, index) =>
        store.put({ ...event, device: meta.id, seq: meta.seq + index + 1 }, event.id),
      );
      const seq = meta.seq + fresh.length;
      await Promise.all([...writes, work.objectStore('meta').put({ id: meta.id, seq }, 'device'), work.done]);
    },
    async merge(events) {
      const work = database.transaction('events', 'readwrite');
      const known = new Set(await work.store.getAllKeys());
      const fresh = events.filter(({ id }) => !known.has(id));
      await Promise.all([...fresh.map((event) => work.store.put(event, event.id)), work.done]);
    },
    async clear() {
      const work = database.transaction(['events', 'meta', 'exam'], 'readwrite');
      const stores = ['events', 'meta', 'exam'] as const;
      await Promise.all([...stores.map((name) => work.objectStore(name).clear()), work.done]);
    },
    readExam: () => database.get('exam', 'running'),
    async writeExam(held, tab, take = false) {
      const work = database.transaction('exam', 'readwrite');
      const now = await work.store.get('running');
      const mine = take || !now || now.tab === tab;
      if (mine) await (held ? work.store.put(held, 'running') : work.store.delete('running'));
      await work.done;
      return mine;
    },
  };
}

/** A shelf that lasts as long as the page. */
export function memoryShelf(): Shelf {
  const events = new Map<string, StudyEvent>();
  const device = randomToken();
  let seq = 0;
  let running: Held | undefined;
  return {
    lasting: false,
    all: async () => [...events.values()],
    add: async (waiting) => {
      for (const event of waiting)
        if (!events.has(event.id)) events.set(event.id, { ...event, device, seq: ++seq });
    },
    merge: async (imported) => {
      for (const event of imported) if (!events.has(event.id)) events.set(event.id, event);
    },
    clear: async () => {
      events.clear();
      running = undefined;
    },
    readExam: async () => running,
    writeExam: async (held, tab, take = false) => {
      const mine = take || !running || running.tab === tab;
      if (mine) running = held;
      return mine;
    },
  };
}
