/** Pre-trains the base model with the compiler's own full training step. */
import type { FloatTensor } from '../formats/tensor.ts';
import { full } from '../peft/full.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import { type Batch, batchIndices } from '../train/batch.ts';
import type { Engine } from '../train/engine.ts';
import { evaluatorFor, perplexity } from '../train/evaluate.ts';
import { holdAdapter, holdModel } from '../train/held.ts';
import { runSteps } from '../train/loop.ts';
import { Trainer, type TrainingState } from '../train/trainer.ts';
import { documentExamples, packDocuments, packRecords, type Row, rowBatch } from './packing.ts';
import type { Recipe } from './recipe.ts';
import { randomWeights } from './weights.ts';

/** How far a pre-training is. */
export interface Progress {
  /** Steps done. */
  readonly step: number;
  /** Mean loss since the last report, in nats a token: of reading, and of naming what records are about. */
  readonly loss: number;
  readonly recordLoss: number;
}

/** What a pre-training tells while it runs. */
export interface PretrainHooks {
  /** Goes on from here; undefined: from the beginning. */
  readonly state?: TrainingState | undefined;
  readonly reportEvery: number;
  onProgress(progress: Progress): void;
  readonly saveEvery: number;
  save(state: TrainingState): Promise<void>;
}

/**
 * Trains all weights on the corpus, packed into rows.
 * @returns the weights by Hugging Face name
 * @throws DivergedError if the loss stops being a number
 */
export async function pretrain(
  engine: Engine,
  recipe: Recipe,
  tokenizer: Tokenizer,
  documents: readonly string[],
  hooks: PretrainHooks,
): Promise<Map<string, FloatTensor>> {
  const { config, seed, batch, length, recordEvery, betas, weightDecay, clip, schedule, learningRate } =
    recipe;
  const rows = packDocuments(tokenizer, documents, length);
  const records = packRecords(tokenizer, documents, length);
  const base = holdModel(engine, { config, weights: randomWeights(config, seed) });
  const trainer = await Trainer.create(engine, {
    base,
    plugged: holdAdapter(engine, base, full.configure(config)),
    options: { batch, length, betas, weightDecay, clip },
    from: hooks.state ? { state: hooks.state } : { seed },
  });
  const format = { batch, length, padId: config.padTokenId ?? 0 };
  let since: { isRecord: boolean; loss: number }[] = [];
  const meanLoss = (ofRecords: boolean): number => {
    const losses = since.filter(({ isRecord }) => isRecord === ofRecords);
    return losses.reduce((sum, { loss }) => sum + loss, 0) / losses.length;
  };
  const isRecordStep = (step: number): boolean => step % recordEvery === recordEvery - 1;
  const pick = (from: readonly Row[], turn: number): Batch =>
    rowBatch(
      batchIndices(from.length, batch, turn, seed).flatMap((index) => from[index] ?? []),
      format,
    );
  // Reading takes turns with naming: in every few steps only what a record's field says is to be predicted.
  const batchAt = (step: number): Batch => {
    const turn = Math.floor(step / recordEvery);
    return isRecordStep(step) ? pick(records, turn) : pick(rows, step - turn);
  };
  await runSteps(
    trainer,
    { batchAt, learningRate, schedule },
    {
      async onStep({ step, loss }) {
        since.push({ isRecord: isRecordStep(step), loss });
        if (trainer.step % hooks.reportEvery === 0) {
          hooks.onProgress({ step: trainer.step, loss: meanLoss(false), recordLoss: meanLoss(true) });
          since = [];
        }
        if (trainer.step % hooks.saveEvery === 0) await hooks.save(await trainer.state());
      },
    },
  );
  const weights = await trainer.parameters();
  await trainer.dispose();
  return weights;
}

/** How well the model predicts documents that it was not trained on. */
export interface HeldOutScore {
  /** Of a token. */
  readonly perplexity: number;
  readonly bitsPerCharacter: number;
}

/** How well a model predicts documents that it has not seen. */
export async function scoreHeldOut(
  engine: Engine,
  model: Parameters<typeof holdModel>[1],
  tokenizer: Tokenizer,
  documents: readonly string[],
): Promise<HeldOutScore> {
  const base = holdModel(engine, model);
  const examples = documentExamples(tokenizer, documents, model.config.maxPositions);
  const evaluator = evaluatorFor(engine, base, undefined, examples, 8);
  const scores = await evaluator.likelihoods(examples);
  await evaluator.dispose();
  const bits = scores.reduce((total, { nll }) => total + nll, 0) / Math.LN2;
  // The end token closes a document but is no character of it.
  const characters = examples.reduce((total, { ids }) => total + [...tokenizer.decode(ids)].length, 0);
  return { perplexity: perplexity(scores), bitsPerCharacter: bits / characters };
}
