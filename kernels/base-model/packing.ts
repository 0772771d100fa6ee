/** The corpus as examples: packed into rows for training, one by one for measuring. */
import { BOS_ID, EOS_ID, type Tokenizer } from '../text/tokenizer.ts';
import type { Example } from '../train/batch.ts';

/** Rows that are still open while documents are packed: enough that little is left empty, few enough to be quick. */
const OPEN_ROWS = 32;

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

/**
 * Packs documents into rows of at most `length` tokens to read. Every row begins with the beginning of a document, as
 * every prompt does; no document but one longer than a row is cut. First fit: a document goes into the first open row
 * that has room for it.
 */
export function packDocuments(tokenizer: Tokenizer, documents: readonly string[], length: number): Example[] {
  const closed: number[][] = [];
  const open: number[][] = [];
  for (const { ids } of documentExamples(tokenizer, documents, length)) {
    const row = open.find(({ length: taken }) => taken + ids.length <= length + 1);
    if (row) {
      row.push(...ids);
      continue;
    }
    open.push([...ids]);
    if (open.length > OPEN_ROWS) closed.push(...open.splice(fullest(open), 1));
  }
  return [...closed, ...open].map((ids) => ({ ids, answerStart: 1 }));
}

function fullest(rows: readonly (readonly number[])[]): number {
  return rows.reduce((best, row, index) => (row.length > (rows[best]?.length ?? 0) ? index : best), 0);
}
