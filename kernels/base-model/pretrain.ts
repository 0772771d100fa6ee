/** Pre-trains the base model with the compiler's own full training step. */
import type { FloatTensor } from '../formats/tensor.ts';
import { full } from '../peft/full.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import { type Batch, batchIndices, makeBatch } from '../train/batch.ts';
import type { Engine } from '../train/engine.ts';
import { evaluatorFor, perplexity } from '../train/evaluate.ts';
import { holdAdapter, holdModel } from '../train/held.ts';
import { runSteps } from '../train/loop.ts';
import { Trainer, type TrainingState } from '../train/trainer.ts';
import { documentExamples, packDocuments } from './packing.ts';
import type { Recipe } from './recipe.ts';
import { randomWeights } from './weights.ts';

export interface Progress {
  /** Steps done. */
  readonly step: number;
  /** Mean loss since the last report, in nats a token. */
  readonly loss: number;
}

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
  const { config, seed, batch, length, betas, weightDecay, clip, schedule, learningRate } = recipe;
  const rows = packDocuments(tokenizer, documents, length);
  const base = holdModel(engine, { config, weights: randomWeights(config, seed) });
  const trainer = await Trainer.create(engine, {
    base,
    plugged: holdAdapter(engine, base, full.configure(config)),
    options: { batch, length, betas, weightDecay, clip },
    from: hooks.state ? { state: hooks.state } : { seed },
  });
  const format = { batch, length, padId: config.padTokenId ?? 0 };
  let sum = 0;
  let count = 0;
  const batchAt = (step: number): Batch => {
    const chosen = batchIndices(rows.length, batch, step, seed);
    return makeBatch(
      chosen.flatMap((index) => rows[index] ?? []),
      format,
    );
  };
  await runSteps(
    trainer,
    { batchAt, learningRate, schedule },
    {
      async onStep({ loss }) {
        sum += loss;
        count += 1;
        if (trainer.step % hooks.reportEvery === 0) {
          hooks.onProgress({ step: trainer.step, loss: sum / count });
          sum = count = 0;
        }
        if (trainer.step % hooks.saveEvery === 0) await hooks.save(await trainer.state());
      },
    },
  );
  const weights = await trainer.parameters();
  await trainer.dispose();
  return weights;
}

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
