/** The pre-trained bases that the reference results are measured on. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentExamples } from '../../kernels/base-model/packing.ts';
import { RECIPE } from '../../kernels/base-model/recipe.ts';
import { randomWeights } from '../../kernels/base-model/weights.ts';
import { readModelFolder, requireTokenizer } from '../../kernels/cli/files.ts';
import { generateCorpus } from '../../kernels/data/corpus/corpus.ts';
import { hash } from '../../kernels/random.ts';
import type { Tokenizer } from '../../kernels/text/tokenizer.ts';
import type { Example } from '../../kernels/train/batch.ts';
import type { Engine } from '../../kernels/train/engine.ts';
import { type HeldModel, holdModel } from '../../kernels/train/held.ts';

export const SHIPPED = { seed: RECIPE.seed, folder: join('public', 'modelos', 'base') } as const;
/** A second pre-training, for what must not hang on one; not shipped. */
const SECOND = { seed: 2, folder: join('.cache', 'bases', '2') } as const;

export interface Base {
  /** Of the pre-training; null: random weights. */
  readonly seed: number | null;
  readonly held: HeldModel;
  readonly tokenizer: Tokenizer;
  /** Changes when the weights do. */
  readonly fingerprint: string;
  /** Documents that measure how well the base still writes. */
  readonly heldOut: readonly Example[];
}

/** Documents of the held-out set that perplexity is measured on in each run. */
const HELD_OUT_DOCUMENTS = 200;

function openFolder(engine: Engine, seed: number, folder: string): Base {
  const model = readModelFolder(folder);
  const tokenizer = requireTokenizer(model, 'os resultados de referência leem texto');
  const { heldOut } = generateCorpus({ seed });
  const { maxPositions } = model.config;
  return {
    seed,
    held: holdModel(engine, model),
    tokenizer,
    fingerprint: hash(readFileSync(join(folder, 'model.safetensors')).toString('latin1')).toString(16),
    // Virtual tokens take up positions too, so a document may not fill the context.
    heldOut: documentExamples(tokenizer, heldOut.slice(0, HELD_OUT_DOCUMENTS), maxPositions - 32),
  };
}

/** The base that the site ships. */
export function openShipped(engine: Engine): Base {
  return openFolder(engine, SHIPPED.seed, SHIPPED.folder);
}

/** The shipped base and, where it has been trained, the second. */
export function openBases(engine: Engine): Base[] {
  const bases = [openShipped(engine)];
  if (existsSync(SECOND.folder)) bases.push(openFolder(engine, SECOND.seed, SECOND.folder));
  else {
    console.log(
      `Sem a segunda base; para fazê-la: npm run pretrain -- --seed ${SECOND.seed} --out ${SECOND.folder}`,
    );
  }
  return bases;
}

/** What stands for random weights, in place of a base. */
export const UNTRAINED = { seed: null, fingerprint: 'sem-pre-treino' } as const;

/** The same model before any pre-training, as a control. */
export function untrained(engine: Engine, base: Base): Base {
  const { config } = base.held;
  const weights = randomWeights(config, RECIPE.seed);
  return { ...base, ...UNTRAINED, held: holdModel(engine, { config, weights }) };
}
