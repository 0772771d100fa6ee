import { scoreHeldOut } from '../../kernels/base-model/pretrain.ts';
import { RECIPE } from '../../kernels/base-model/recipe.ts';
import { SAMPLES, writeSamples } from '../../kernels/base-model/samples.ts';
import { type Corpus, generateCorpus } from '../../kernels/data/corpus/corpus.ts';
import { TASKS } from '../../kernels/data/tasks/index.ts';
import { llamaShapes } from '../../kernels/formats/llama-weights.ts';
import { elementCount } from '../../kernels/formats/tensor.ts';
import { scoreTask } from '../../kernels/reference/fine-tune.ts';
import { encodeTask } from '../../kernels/reference/task-examples.ts';
import type { Tokenizer } from '../../kernels/text/tokenizer.ts';
import type { Engine } from '../../kernels/train/engine.ts';
import { type BaseRecord, basesFileSchema } from '../../src/reference/schema.ts';
import { type Base, SHIPPED } from './bases.ts';
import { TASK_SEED } from './experiment.ts';
import { madeNow } from './made.ts';
import { readJson, writeJson } from './store.ts';

const FILE = 'src/reference/data/bases.json';

/**
 * What each base is, what it writes, and what it knows before any fine-tuning. A base that is not at hand keeps its
 * record.
 */
export async function recordBases(engine: Engine, bases: readonly Base[]): Promise<void> {
  const records: BaseRecord[] = [];
  for (const base of bases) {
    const { seed, held, tokenizer } = base;
    if (seed === null) continue;
    const corpus = generateCorpus({ seed });
    const { layers, hiddenSize, intermediateSize, heads, maxPositions, vocabSize } = held.config;
    const { schedule, batch, length, learningRate, weightDecay } = RECIPE;
    const sizes = [...llamaShapes(held.config).values()].map(elementCount);
    const samples = await writeSamples(engine, held, tokenizer);
    records.push({
      seed,
      shipped: seed === SHIPPED.seed,
      parameters: sizes.reduce((sum, size) => sum + size, 0),
      config: { layers, hiddenSize, intermediateSize, heads, maxPositions, vocabSize },
      recipe: {
        steps: schedule.totalSteps,
        batch,
        length,
        learningRate,
        warmupSteps: schedule.warmupSteps,
        weightDecay,
      },
      corpus: corpusFacts(corpus, tokenizer),
      ...(await scoreHeldOut(engine, held, tokenizer, corpus.heldOut)),
      samples,
      sampling: { temperature: SAMPLES.temperature, ...unknownWords(samples, corpus) },
      zeroShot: await zeroShot(engine, base),
    });
  }
  const { bases: known } = readJson(FILE, basesFileSchema);
  const absent = known.filter(({ seed }) => !records.some((record) => record.seed === seed));
  writeJson(FILE, basesFileSchema.parse({ made: madeNow(), bases: [...records, ...absent] }));
}

async function zeroShot(engine: Engine, { seed, held, tokenizer }: Base): Promise<BaseRecord['zeroShot']> {
  const scores: BaseRecord['zeroShot'] = [];
  for (const task of Object.values(TASKS)) {
    const examples = encodeTask(tokenizer, task.generate(TASK_SEED));
    const accuracy = await scoreTask(engine, held, tokenizer, task, examples);
    // An answer in full is not guessed; a label is one of so many.
    const chance = task.scoring === 'reply' ? 0 : 1 / task.answers.length;
    scores.push({ task: task.name, title: task.title, chance, accuracy });
    console.log(`base ${seed}, ${task.name} sem ajuste: ${accuracy.testNew.toFixed(3)} nos exemplos novos`);
  }
  return scores;
}

function corpusFacts({ train, heldOut }: Corpus, tokenizer: Tokenizer): BaseRecord['corpus'] {
  const total = (texts: readonly string[], size: (text: string) => number): number =>
    texts.reduce((sum, text) => sum + size(text), 0);
  const heldOutTokens = total(heldOut, (text) => tokenizer.encode(text).length);
  return {
    documents: train.length,
    characters: total(train, ({ length }) => length),
    words: new Set(wordsOf(train)).size,
    records: train.filter((text) => text.startsWith('Texto: ')).length / train.length,
    heldOutDocuments: heldOut.length,
    charactersPerToken: total(heldOut, ({ length }) => length) / heldOutTokens,
  };
}

function wordsOf(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.toLowerCase().match(/\p{L}+/gu) ?? []);
}

/** Words of the samples that no document has; the last of a text that was cut short does not count. */
function unknownWords(
  samples: readonly string[],
  { train }: Corpus,
): { words: number; unknownWords: number } {
  const known = new Set(wordsOf(train));
  const words = samples.flatMap((sample) => wordsOf([sample.replace(/\p{L}+$/u, '')]));
  return { words: words.length, unknownWords: words.filter((word) => !known.has(word)).length };
}
