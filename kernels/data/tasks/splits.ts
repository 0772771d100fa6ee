import { Rng } from '../../random.ts';
import type { BankName, Banks } from '../corpus/banks.ts';
import { expand, type Grammar } from '../grammar/template.ts';
import { DEFAULT_SIZES, type Example, type Sizes, SPLITS, type Split, type TaskData } from './task.ts';

/** One way to write an example of a class, from the words of one bank. */
export interface Wording {
  readonly grammar: Grammar;
  readonly templates: readonly string[];
}

/** A class of a task: its answer, and how its texts are worded for each choice of template bank and word bank. */
export interface TaskClass {
  readonly answer: string;
  /** Several wordings of the same class (say, kinds of things judged) take turns. */
  wordings(templates: BankName, words: BankName): readonly Wording[];
}

/** Which banks each split draws from; a split with two sources takes half from each. */
const SOURCES: Readonly<Record<Split, readonly (readonly [templates: BankName, words: BankName])[]>> = {
  train: [['seen', 'seen']],
  validation: [
    ['seen', 'seen'],
    ['validation', 'validation'],
  ],
  testSame: [['seen', 'seen']],
  testWords: [['seen', 'unseen']],
  testNew: [['unseen', 'unseen']],
};

/** Draws this often without finding a new sentence before giving up. */
const PATIENCE = 500;

/**
 * Examples of every split, classes in equal parts, shuffled; no prompt occurs twice, in one split or in two.
 * @throws Error if a class has too few different sentences for the sizes asked for.
 */
export function buildSplits(
  name: string,
  classes: readonly TaskClass[],
  writePrompt: (text: string) => string,
  seed: number,
  sizes: Partial<Sizes> = {},
): TaskData {
  const taken = new Set<string>();
  const build = (split: Split): Example[] => {
    const rng = new Rng(seed, `${name}/${split}`);
    const size = sizes[split] ?? DEFAULT_SIZES[split];
    const sources = SOURCES[split];
    const examples = Array.from({ length: size }, (_, index) => {
      const taskClass = classes[index % classes.length];
      const [templates, words] = sources[Math.floor(index / classes.length) % sources.length] ?? [
        'seen',
        'seen',
      ];
      if (taskClass === undefined) throw new Error(`task "${name}" has no class`);
      const wording = rng.choice(taskClass.wordings(templates, words));
      return { prompt: freshPrompt(name, wording, writePrompt, rng, taken), answer: taskClass.answer };
    });
    return rng.shuffle(examples);
  };
  const [train, validation, testSame, testWords, testNew] = SPLITS.map(build);
  return {
    train: train ?? [],
    validation: validation ?? [],
    testSame: testSame ?? [],
    testWords: testWords ?? [],
    testNew: testNew ?? [],
  };
}

function freshPrompt(
  name: string,
  { grammar, templates }: Wording,
  writePrompt: (text: string) => string,
  rng: Rng,
  taken: Set<string>,
): string {
  for (let attempt = 0; attempt < PATIENCE; attempt++) {
    const prompt = writePrompt(expand(rng.choice(templates), grammar, rng));
    if (taken.has(prompt)) continue;
    taken.add(prompt);
    return prompt;
  }
  throw new Error(
    `task "${name}": no new sentence in ${PATIENCE} draws from "${templates[0]}"…; ask for fewer examples`,
  );
}

/** Wording of a class whose templates do not depend on the class: only the words do. */
export function sharedTemplates(
  answer: string,
  templates: Banks<string>,
  grammars: (words: BankName) => readonly Grammar[],
): TaskClass {
  return {
    answer,
    wordings: (bank, words) => grammars(words).map((grammar) => ({ grammar, templates: templates[bank] })),
  };
}
