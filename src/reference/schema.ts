/**
 * The recorded results of `npm run reference`, as they lie in `data/`: what pages and labs show before a reader has run
 * anything. Names are text here, so that the files can be imported as they are; the command and a test check them.
 */
import { z } from 'zod';

const share = z.number().min(0).max(1);
const positive = z.number().positive();

/** When, where and by what the results were made. */
export const madeSchema = z.strictObject({
  /** ISO 8601, of the last result. */
  date: z.iso.datetime(),
  /** Processor and runtime, for people. */
  device: z.string().min(1),
  command: z.string().min(1),
  /** What the recipe asks for and was not run, in Portuguese; empty if all was. */
  missing: z.array(z.string()),
});

/** Of the data, the recipe and the base that a row was made of: eight hexadecimal digits. */
const fingerprint = z.string().regex(/^[0-9a-f]{8}$/);

export const accuracySchema = z.strictObject({
  train: share,
  validation: share,
  testSame: share,
  testWords: share,
  testNew: share,
});

/** One pre-trained base. */
export const baseSchema = z.strictObject({
  /** Of its pre-training. */
  seed: z.int(),
  /** Whether the site ships it. */
  shipped: z.boolean(),
  parameters: z.int().positive(),
  config: z.strictObject({
    layers: z.int(),
    hiddenSize: z.int(),
    intermediateSize: z.int(),
    heads: z.int(),
    maxPositions: z.int(),
    vocabSize: z.int(),
  }),
  recipe: z.strictObject({
    steps: z.int(),
    batch: z.int(),
    length: z.int(),
    learningRate: positive,
    warmupSteps: z.int(),
    weightDecay: z.number(),
  }),
  corpus: z.strictObject({
    documents: z.int(),
    characters: z.int(),
    words: z.int(),
    /** Share of the documents that are records with a field. */
    records: share,
    heldOutDocuments: z.int(),
    charactersPerToken: positive,
  }),
  /** Of a held-out token. */
  perplexity: positive,
  bitsPerCharacter: positive,
  /** What it writes by itself, none chosen. */
  samples: z.array(z.string()),
  /** How those were drawn, and how many of their words do not occur in the corpus. */
  sampling: z.strictObject({
    temperature: z.number().nonnegative(),
    words: z.int().positive(),
    unknownWords: z.int().nonnegative(),
  }),
  /** What it answers on each task before any fine-tuning, and what guessing would give. */
  zeroShot: z.array(
    z.strictObject({ task: z.string(), title: z.string(), chance: share, accuracy: accuracySchema }),
  ),
});

/** One fine-tuning run. */
export const runSchema = z.strictObject({
  task: z.string(),
  method: z.string(),
  /** The method's form: `lora-r4`. */
  variant: z.string(),
  /** The form for people: "LoRA, posto 4". */
  name: z.string(),
  /** Seed of the base's pre-training; null: a base with random weights. */
  baseSeed: z.int().nullable(),
  /** Of the adapter and of the order of its data. */
  seed: z.int(),
  learningRate: positive,
  steps: z.int().positive(),
  batch: z.int().positive(),
  trainable: z.int().positive(),
  accuracy: accuracySchema,
  /** Mean loss over each stretch of `lossStride` steps. */
  losses: z.array(z.number().nonnegative()).min(1),
  lossStride: z.int().positive(),
  /** Of a held-out token of the base's corpus, with the adapter on and off. */
  perplexityOn: positive,
  perplexityOff: positive,
  millisecondsPerStep: positive,
  fingerprint,
});

/** One way of storing the base's projections. */
export const quantizationSchema = z.strictObject({
  type: z.string(),
  blockSize: z.int().positive(),
  doubleQuant: z.boolean(),
  bitsPerParameter: positive,
  /** Norm of the error over the norm of the weights, over all projections. */
  relativeError: z.number().nonnegative(),
  perplexity: positive,
});

const paritySchema = z.strictObject({
  demographicParityDifference: share,
  disparateImpact: share,
  equalOpportunityDifference: share,
  equalizedOddsDifference: share,
  averageOddsDifference: share,
});

/** What a model made of a biased past. */
export const ethicsSchema = z.strictObject({
  strength: share,
  remedy: z.string(),
  seed: z.int(),
  data: paritySchema,
  model: paritySchema,
  accuracyByMerit: share,
  accuracyByBiasedLabels: share,
  fingerprint,
});

/** One try of the search for recipes: a method on a task, judged by the validation split alone. */
export const recipeSchema = z.strictObject({
  task: z.string(),
  method: z.string(),
  learningRate: positive,
  steps: z.int().positive(),
  /** Share of right answers; null: the loss stopped being a number. */
  validation: share.nullable(),
  /** Mean negative log-likelihood of an answer, in nats; null as above. */
  validationLoss: z.number().nonnegative().nullable(),
  fingerprint,
});

export const basesFileSchema = z.strictObject({ made: madeSchema, bases: z.array(baseSchema).min(1) });
export const runsFileSchema = z.strictObject({ made: madeSchema, runs: z.array(runSchema).min(1) });
export const quantizationFileSchema = z.strictObject({
  made: madeSchema,
  /** Of the base in 32 bits. */
  perplexity: positive,
  rows: z.array(quantizationSchema).min(1),
});
export const ethicsFileSchema = z.strictObject({ made: madeSchema, cases: z.array(ethicsSchema).min(1) });

export const recipesFileSchema = z.strictObject({ made: madeSchema, rows: z.array(recipeSchema).min(1) });

export type Made = z.infer<typeof madeSchema>;
export type Accuracy = z.infer<typeof accuracySchema>;
export type BaseRecord = z.infer<typeof baseSchema>;
export type RunRecord = z.infer<typeof runSchema>;
export type QuantizationRecord = z.infer<typeof quantizationSchema>;
export type EthicsRecord = z.infer<typeof ethicsSchema>;
export type RecipeRecord = z.infer<typeof recipeSchema>;
export type BasesFile = z.infer<typeof basesFileSchema>;
export type RunsFile = z.infer<typeof runsFileSchema>;
export type QuantizationFile = z.infer<typeof quantizationFileSchema>;
export type EthicsFile = z.infer<typeof ethicsFileSchema>;
