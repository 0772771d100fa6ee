/** How well the model still predicts the text that the base was made of: what an adapter makes it forget. */
import { documentExamples } from '../../../kernels/base-model/packing.ts';
import { BASE_CORPUS_SEED, generateCorpus } from '../../../kernels/data/corpus/corpus.ts';
import type { Example } from '../../../kernels/train/batch.ts';
import {
  evaluatorFor,
  type LikelihoodScore,
  perplexity as ofScores,
} from '../../../kernels/train/evaluate.ts';
import { giveWay, type Job } from '../job.ts';
import { type AdapterData, withAdapter } from './plugged.ts';

export interface PerplexityRequest {
  /** The adapter that is plugged in; absent: the base alone. */
  readonly adapter?: AdapterData | undefined;
}

export interface PerplexityResult {
  readonly perplexity: number;
  /** Tokens that were predicted. */
  readonly tokens: number;
  readonly documents: number;
}

/**
 * Held-out documents of the base's corpus. The corpus itself is not generated again to leave out what also occurs there:
 * of 200 documents that is one, a short sentence.
 */
const DOCUMENTS = 80;
const BATCH = 8;

export const perplexity: Job<PerplexityRequest, never, PerplexityResult> = async ({ adapter }, context) => {
  const { engine, signal } = context;
  const { model, tokenizer } = await context.base();
  const options = { seed: BASE_CORPUS_SEED, documents: 0, heldOutDocuments: DOCUMENTS };
  const examples = documentExamples(
    tokenizer,
    generateCorpus(options).heldOut,
    model.config.maxPositions / 2,
  );
  return withAdapter(engine, model, adapter, async (plugged, theta) => {
    const evaluator = evaluatorFor(engine, model, plugged, examples, BATCH);
    const scores: LikelihoodScore[] = [];
    try {
      for (let start = 0; start < examples.length; start += BATCH) {
        signal.throwIfAborted();
        const group: Example[] = examples.slice(start, start + BATCH);
        scores.push(...(await evaluator.likelihoods(group, theta)));
        await giveWay();
      }
    } finally {
      await evaluator.dispose();
    }
    const tokens = scores.reduce((sum, score) => sum + score.tokens, 0);
    return { perplexity: ofScores(scores), tokens, documents: examples.length };
  });
};
