/** The corpus as examples: packed into rows for training, one by one for measuring. */
import { IGNORED_LABEL } from '../nn/cross-entropy.ts';
import { BOS_ID, EOS_ID, type Tokenizer } from '../text/tokenizer.ts';
import type { Batch, BatchFormat, Example } from '../train/batch.ts';
import { INPUT } from '../train/model-graph.ts';

/** Rows that are still open while documents are packed: enough that little is left empty, few enough to be quick. */
const OPEN_ROWS = 32;

/** Documents side by side. */
export interface Row {
  readonly ids: readonly number[];
  /** For each token, whether the model has to predict it. */
  readonly learned: readonly boolean[];
}

/** Each document as an example of its own, all of its tokens to be predicted; what does not fit is cut. */
export function documentExamples(
  tokenizer: Tokenizer,
  documents: readonly string[],
  length: number,
): Example[] {
  return documents.map((document) => ({
    ids: [BOS_ID, ...tokenizer.encode(document), EOS_ID].slice(0, length + 1),
    answerStart: 1,
  }));
}

/** Documents whose every token is to be predicted, but the first of all, which nothing comes before. */
export function packDocuments(tokenizer: Tokenizer, documents: readonly string[], length: number): Row[] {
  const examples = documentExamples(tokenizer, documents, length);
  return packRows(
    examples.map(({ ids }) => ({ ids, learned: ids.map(() => true) })),
    length,
  );
}

/** A record's text and name of its field; the field's value is what follows. */
const RECORD = /^(Texto: .*\n\p{L}+:)( \p{L}+)$/u;

/** The records among the documents, of which only the value of the field is to be predicted. */
export function packRecords(tokenizer: Tokenizer, documents: readonly string[], length: number): Row[] {
  const rows = documents.flatMap((document): Row[] => {
    const [, text, value] = RECORD.exec(document) ?? [];
    if (text === undefined || value === undefined) return [];
    const front = [BOS_ID, ...tokenizer.encode(text)];
    const answer = tokenizer.encode(value);
    if (front.length + answer.length > length) return [];
    return [
      {
        ids: [...front, ...answer, EOS_ID],
        learned: [...front.map(() => false), ...answer.map(() => true), false],
      },
    ];
  });
  return packRows(rows, length);
}

/**
 * Puts documents into rows of at most `length` tokens to read. Every row begins with the beginning of a document, as
 * every prompt does. First fit: a document goes into the first open row that has room for it.
 */
function packRows(documents: readonly Row[], length: number): Row[] {
  const closed: Row[] = [];
  const open: Row[] = [];
  for (const { ids, learned } of documents) {
    const index = open.findIndex((row) => row.ids.length + ids.length <= length + 1);
    const row = open[index];
    if (row) {
      open[index] = { ids: [...row.ids, ...ids], learned: [...row.learned, ...learned] };
      continue;
    }
    open.push({ ids, learned });
    if (open.length > OPEN_ROWS) closed.push(...open.splice(fullest(open), 1));
  }
  return [...closed, ...open];
}

function fullest(rows: readonly Row[]): number {
  return rows.reduce(
    (best, { ids }, index) => (ids.length > (rows[best]?.ids.length ?? 0) ? index : best),
    0,
  );
}

/** Rows as a batch: what is read, and what has to be predicted after each token. */
export function rowBatch(rows: readonly Row[], { batch, length, padId }: BatchFormat): Batch {
  const inputIds = new Int32Array(batch * length).fill(padId);
  const labels = new Int32Array(batch * length).fill(IGNORED_LABEL);
  for (const [i, { ids, learned }] of rows.entries()) {
    inputIds.set(ids.slice(0, -1), i * length);
    for (const [token, id] of ids.entries()) {
      if (token > 0 && learned[token]) labels[i * length + token - 1] = id;
    }
  }
  return { [INPUT.inputIds]: inputIds, [INPUT.labels]: labels };
}
