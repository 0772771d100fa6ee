/** The recruitment experiment: a past, a mitigation, a fine-tuning on it, and what the model then decides. */
import {
  addCounterfactuals,
  audit,
  balance,
  balancedTest,
  biasedHistory,
  type Candidate,
  NO,
  profileText,
  swapGender,
  YES,
} from '../data/tasks/recruitment.ts';
import { Rng } from '../random.ts';
import { encodeExample } from '../text/examples.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { Engine, Feed } from '../train/engine.ts';
import { evaluatorFor } from '../train/evaluate.ts';
import type { HeldAdapter, HeldModel } from '../train/held.ts';

/**
 * - `nenhuma`: learns from the past as it is;
 * - `balancear`: resamples it until group and decision are independent;
 * - `auditar`: a person reviews a share of its labels;
 * - `cega`: hides name and gender from the model;
 * - `cega-vestigio`: hides them, but a trace of the gender stays in some texts;
 * - `contrafactual`: adds every candidate again with the other gender.
 */
export const MITIGATIONS = [
  'nenhuma',
  'balancear',
  'auditar',
  'cega',
  'cega-vestigio',
  'contrafactual',
] as const;
export type Mitigation = (typeof MITIGATIONS)[number];

export interface RecruitSettings {
  readonly seed: number;
  /** Candidates of the past. */
  readonly size: number;
  /** Probability that a qualified woman was rejected. */
  readonly strength: number;
  /** Share of women among the candidates of the past. */
  readonly womenShare: number;
  readonly mitigation: Mitigation;
  /** Share of labels reviewed, for `auditar`. */
  readonly auditShare: number;
  /** Share of texts with a trace, for `cega-vestigio`. */
  readonly proxyShare: number;
}

/** Candidates of the test set: women and men of every experience in equal numbers. */
const TEST_SIZE = 200;

/** What the model reads of a candidate under a mitigation. */
export function readingOf({ mitigation, proxyShare }: RecruitSettings): {
  readonly blind: boolean;
  readonly proxyShare: number;
} {
  return {
    blind: mitigation === 'cega' || mitigation === 'cega-vestigio',
    proxyShare: mitigation === 'cega-vestigio' ? proxyShare : 0,
  };
}

export interface RecruitData {
  /** The past as it was. */
  readonly history: readonly Candidate[];
  /** What the model learns from, after the mitigation. */
  readonly training: readonly Candidate[];
  /** New candidates with their true merit. */
  readonly test: readonly Candidate[];
}

/** The same settings give the same candidates. */
export function recruitData(settings: RecruitSettings): RecruitData {
  const { seed, size, strength, womenShare, auditShare } = settings;
  const reading = readingOf(settings);
  const history = biasedHistory({ seed, size, strength, womenShare, ...reading });
  const training = mitigate(history, settings.mitigation, auditShare, seed);
  const excluded = new Set(training.map(({ prompt }) => prompt));
  // Without a name there are fewer different texts than a long past holds: then test texts may repeat it.
  const test = balancedTest({ seed, size: TEST_SIZE, ...reading, ...(!reading.blind && { excluded }) });
  return { history, training, test };
}

function mitigate(history: readonly Candidate[], how: Mitigation, auditShare: number, seed: number) {
  switch (how) {
    case 'balancear':
      return balance(history, seed);
    case 'auditar':
      return audit(history, auditShare, seed);
    case 'contrafactual':
      return addCounterfactuals(history, seed);
    case 'nenhuma':
    case 'cega':
    case 'cega-vestigio':
      return history;
  }
}

/** The texts of the same candidates with the other gender, for counterfactual pairs. */
export function swappedPrompts(
  candidates: readonly Candidate[],
  { blind }: { readonly blind: boolean },
  seed: number,
): string[] {
  const rng = new Rng(seed, 'recrutamento/swap');
  return candidates.map(({ profile }) => profileText(swapGender(profile, rng), { blind }));
}

/** Sequences in an evaluation batch. */
const EVALUATION_BATCH = 20;

/**
 * The model's preference for "sim" over "não" in each text, from 0 to 1: the two answers' first tokens alone are
 * compared. Above one half the candidate is approved.
 */
export async function approvals(
  engine: Engine,
  base: HeldModel,
  tokenizer: Tokenizer,
  prompts: readonly string[],
  trained?: { readonly plugged: HeldAdapter; readonly theta: Feed },
): Promise<number[]> {
  const examples = prompts.map((prompt) => encodeExample(tokenizer, prompt, YES));
  const [yes = 0, no = 0] = [YES, NO].map((answer) => tokenizer.encode(answer)[0]);
  const evaluator = evaluatorFor(engine, base, trained?.plugged, examples, EVALUATION_BATCH);
  try {
    const scores = await evaluator.predictions(examples, trained?.theta);
    return scores.map(({ first }) => 1 / (1 + Math.exp((first[no] ?? 0) - (first[yes] ?? 0))));
  } finally {
    await evaluator.dispose();
  }
}
