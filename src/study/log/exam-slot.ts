/** The exam under way: one a browser, and one tab that may write it. Each state is kept at once, then written behind. */
import type { Outbox } from './outbox.ts';
import type { Shelf } from './shelf.ts';

/** `kept`: it is there after the page is closed; `refused`: it is only in the page; `elsewhere`: another tab has it. */
export type ExamKeeping = 'kept' | 'refused' | 'elsewhere';

/** The place of the exam under way, as one tab sees it. */
export interface ExamSlot {
  /** What was kept last, by any tab; the caller checks it. @throws when the store cannot be read */
  read: () => Promise<unknown>;
  /** @param take whoever holds the exam */
  write: (exam: unknown, take?: boolean) => Promise<ExamKeeping>;
  /** Ends the exam of this tab, or with `take` whoever's it is. */
  drop: (take?: boolean) => Promise<void>;
}

interface Options {
  shelf: () => Shelf;
  outbox: Outbox;
  /** Name of this tab. */
  tab: string;
}

export function createExamSlot({ shelf, outbox, tab }: Options): ExamSlot {
  let latest = 0;
  /** The exam was taken over, and the store does not know yet. */
  let taking = false;
  /** What this tab keeps aside is nowhere else. */
  let onlyAside = false;
  /** Who takes the exam over removes what the others keep aside, and so they learn it while the store is full. */
  const isTaken = () => onlyAside && !outbox.readExams().some((left) => left.tab === tab);
  return {
    async read() {
      const held = await shelf().readExam();
      // Left by a tab that was closed before the store had it: newer than the store, if the exam was still that tab's.
      const left = outbox.readExams().findLast(({ tab, take }) => take || !held || held.tab === tab);
      return left ? left.exam : held?.exam;
    },
    async write(exam, take = false) {
      if (!take && isTaken()) {
        onlyAside = false;
        taking = false;
        return 'elsewhere';
      }
      const turn = ++latest;
      taking ||= take;
      const aside = outbox.putExam({ tab, exam, take: taking });
      try {
        const to = shelf();
        const mine = await to.writeExam({ tab, exam }, tab, taking);
        if (turn === latest) {
          taking = false;
          onlyAside = aside && mine && !to.lasting;
          if (to.lasting || !mine) outbox.removeExam(tab);
        }
        return !mine ? 'elsewhere' : to.lasting || aside ? 'kept' : 'refused';
      } catch {
        if (turn === latest) onlyAside = aside;
        return aside ? 'kept' : 'refused';
      }
    },
    async drop(take = false) {
      latest++;
      taking = false;
      onlyAside = false;
      outbox.removeExam(take ? undefined : tab);
      await shelf().writeExam(undefined, tab, take);
    },
  };
}
