/** How the base model of the labs is made: its sizes and its training. Chosen by what fine-tuning then reaches. */
import { BASE_CORPUS_SEED } from '../data/corpus/corpus.ts';
import type { LlamaConfig } from '../formats/llama-config.ts';
import type { Schedule } from '../optim/schedule.ts';
import { BASE_VOCABULARY_SIZE, BOS_ID, EOS_ID, PAD_ID } from '../text/tokenizer.ts';

/** Everything that decides which base model comes out. */
export interface Recipe {
  readonly seed: number;
  readonly vocabulary: number;
  readonly config: LlamaConfig;
  /** Windows of the corpus in a step, and tokens of each. */
  readonly batch: number;
  readonly length: number;
  /** One step in so many learns only to name what records are about. */
  readonly recordEvery: number;
  readonly learningRate: number;
  readonly schedule: Schedule;
  readonly betas: readonly [number, number];
  readonly weightDecay: number;
  readonly clip: number;
}

const STEPS = 9000;

export const RECIPE: Recipe = {
  seed: BASE_CORPUS_SEED,
  vocabulary: BASE_VOCABULARY_SIZE,
  config: {
    vocabSize: BASE_VOCABULARY_SIZE,
    hiddenSize: 96,
    intermediateSize: 256,
    layers: 2,
    heads: 4,
    kvHeads: 4,
    headDim: 24,
    rmsNormEps: 1e-5,
    ropeTheta: 10_000,
    maxPositions: 128,
    tiedEmbeddings: true,
    initializerRange: 0.05,
    bosTokenId: BOS_ID,
    eosTokenId: EOS_ID,
    padTokenId: PAD_ID,
  },
  batch: 8,
  length: 128,
  recordEvery: 6,
  learningRate: 3e-3,
  schedule: { kind: 'cosine', warmupSteps: 100, totalSteps: STEPS },
  betas: [0.9, 0.98],
  weightDecay: 0.3,
  clip: 1,
};
