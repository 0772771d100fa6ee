/** Completes a record: what was made of the same data, recipe and base stays as it is, on whatever machine it was made. */
import { hash } from '../../kernels/random.ts';
import type { Clock } from './clock.ts';

/** Stands for everything that a result depends on, except the code that computes it. */
export function fingerprintOf(parts: unknown): string {
  return hash(JSON.stringify(parts)).toString(16).padStart(8, '0');
}

/** A result to be had. */
export interface Piece {
  readonly task: string;
  readonly method: string;
  readonly fingerprint: string;
  /** For people, in Portuguese. */
  readonly title: string;
}

/** What the command line asks for. */
export interface Order {
  readonly clock: Pick<Clock, 'isOver' | 'tick'>;
  /** Makes again what is recorded already. */
  readonly fresh: boolean;
  /** What is left out keeps its recorded rows. Undefined: everything. */
  readonly tasks: readonly string[] | undefined;
  readonly methods: readonly string[] | undefined;
}

interface Row {
  readonly fingerprint: string;
}

interface Work<P, R> {
  /** Undefined: the loss stopped being a number, and there is nothing to record. */
  make(piece: P): Promise<R | undefined>;
  /** What a made row shows, for people. */
  say(row: R): string;
  /** Writes the record: rows in the order of their pieces, after each that is made. @param left pieces without a row */
  write(rows: readonly R[], left: number): void;
}

/** Makes the pieces that no recorded row has the fingerprint of. Rows of no piece are dropped. */
export async function complete<P extends Piece, R extends Row>(
  pieces: readonly P[],
  recorded: readonly R[],
  { clock, fresh, tasks, methods }: Order,
  { make, say, write }: Work<P, R>,
): Promise<void> {
  const rows = new Map(recorded.map((row) => [row.fingerprint, row]));
  const isAsked = ({ task, method }: P): boolean =>
    (tasks?.includes(task) ?? true) && (methods?.includes(method) ?? true);
  const pending = pieces.filter((piece) => isAsked(piece) && (fresh || !rows.has(piece.fingerprint)));
  for (const { fingerprint } of pending) rows.delete(fingerprint);
  const save = (): void => {
    const inOrder = pieces.flatMap(({ fingerprint }) => rows.get(fingerprint) ?? []);
    if (inOrder.length > 0) write(inOrder, pieces.length - inOrder.length);
  };
  const holding = pieces.filter(({ fingerprint }) => rows.has(fingerprint)).length;
  console.log(`${holding} de ${pieces.length} já feitas; ${pending.length} por fazer.`);
  if (holding < recorded.length) save();
  for (const [index, piece] of pending.entries()) {
    if (clock.isOver) break;
    const row = await make(piece);
    if (row) rows.set(piece.fingerprint, row);
    save();
    clock.tick(`${piece.title}: ${row ? say(row) : 'divergiu'}`, pending.length - index - 1);
  }
}
