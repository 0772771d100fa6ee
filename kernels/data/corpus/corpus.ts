import { Rng } from '../../random.ts';
import { SUBJECTS, writeDocument } from './documents.ts';
import { HANDWRITTEN } from './handwritten.ts';

/** Documents to train on, and others to measure on. */
export interface Corpus {
  /** Documents that the base model and the tokenizer learn from. */
  readonly train: readonly string[];
  /** Documents that measure perplexity: none occurs in `train`, and their handwritten sentences are others. */
  readonly heldOut: readonly string[];
}

/** What decides which documents are written. */
export interface CorpusOptions {
  readonly seed: number;
  readonly documents?: number;
  readonly heldOutDocuments?: number;
}

/** Seed of the corpus that the shipped base model learns from. */
export const BASE_CORPUS_SEED = 1;

const HANDWRITTEN_SHARE = 0.04;
const HELD_OUT_EVERY = 10;

/** Generates the corpus of the base model: the same seed and sizes give the same documents. */
export function generateCorpus({ seed, documents = 34_000, heldOutDocuments = 600 }: CorpusOptions): Corpus {
  const isHeldOut = (index: number) => index % HELD_OUT_EVERY === 0;
  const train = write(
    documents,
    HANDWRITTEN.filter((_, index) => !isHeldOut(index)),
    new Rng(seed, 'corpus/train'),
    new Set(),
  );
  const heldOut = write(
    heldOutDocuments,
    HANDWRITTEN.filter((_, index) => isHeldOut(index)),
    new Rng(seed, 'corpus/held-out'),
    new Set(train),
  );
  return { train, heldOut };
}

function write(
  count: number,
  handwritten: readonly string[],
  rng: Rng,
  excluded: ReadonlySet<string>,
): string[] {
  const weights = SUBJECTS.map((subject) => subject.weight);
  const documents: string[] = [];
  while (documents.length < count) {
    const subject = SUBJECTS[rng.weighted(weights)];
    const document =
      rng.chance(HANDWRITTEN_SHARE) || subject === undefined
        ? rng
            .shuffle(handwritten)
            .slice(0, 1 + rng.int(2))
            .join(' ')
        : writeDocument(subject, rng);
    if (!excluded.has(document)) documents.push(document);
  }
  return documents;
}
