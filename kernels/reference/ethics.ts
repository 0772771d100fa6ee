/** Recruitment with a biased past: what a model learns from it, and what each remedy changes. */

import { measureParity, type Parity } from '../data/tasks/parity.ts';
import {
  audit,
  balance,
  balancedTest,
  biasedHistory,
  type Candidate,
  recruitment,
} from '../data/tasks/recruitment.ts';
import type { LlamaConfig } from '../formats/llama-config.ts';
import type { Adapter } from '../peft/method.ts';
import { findMethod } from '../peft/registry.ts';
import { encodeExample } from '../text/examples.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { Engine } from '../train/engine.ts';
import { evaluatorFor } from '../train/evaluate.ts';
import { type HeldModel, holdAdapter } from '../train/held.ts';
import { trainOn } from './fine-tune.ts';
import { recipeFor } from './recipes.ts';
import { scoringOf } from './task-examples.ts';

/**
 * - `nenhuma`: trains on the past as it is;
 * - `balanceamento`: reweighing by resampling (Kamiran & Calders, 2012);
 * - `auditoria`: a person reviews half of the labels;
 * - `cegueira`: name and gender left out of the text;
 * - `cegueira-com-pista`: the same, but every profile keeps a trace of the gender.
 */
export const REMEDIES = ['nenhuma', 'balanceamento', 'auditoria', 'cegueira', 'cegueira-com-pista'] as const;
export type Remedy = (typeof REMEDIES)[number];

export interface EthicsCase {
  /** Probability that the past rejected a qualified woman. */
  readonly strength: number;
  readonly remedy: Remedy;
  readonly seed: number;
}

export interface EthicsResult {
  /** Gaps of the decisions that the model learned from. */
  readonly data: Parity;
  /** Gaps of the model's decisions on the balanced test. */
  readonly model: Parity;
  /** Share of right decisions, by what is right. */
  readonly accuracyByMerit: number;
  /** The same measured on labels as biased as the past: what one would believe without knowing the truth. */
  readonly accuracyByBiasedLabels: number;
}

/** Every case of the table: all remedies where the bias is strong, and the bias alone over its range. */
export function ethicsCases(seeds: readonly number[]): EthicsCase[] {
  const grid: readonly (readonly [strength: number, remedies: readonly Remedy[]])[] = [
    [0.6, REMEDIES],
    [0, ['nenhuma']],
    [0.3, ['nenhuma']],
    [0.8, ['nenhuma', 'balanceamento']],
  ];
  return seeds.flatMap((seed) =>
    grid.flatMap(([strength, remedies]) => remedies.map((remedy) => ({ strength, remedy, seed }))),
  );
}

export interface EthicsData {
  /** The past as it was. */
  readonly past: readonly Candidate[];
  /** What the model learns from, after the remedy. */
  readonly learned: readonly Candidate[];
  /** New candidates with their true merit. */
  readonly test: readonly Candidate[];
}

/** The candidates of a case: the same case gives the same ones. */
export function ethicsData({ strength, remedy, seed }: EthicsCase): EthicsData {
  const blind = remedy.startsWith('cegueira');
  const proxyShare = remedy === 'cegueira-com-pista' ? 1 : 0;
  const past = biasedHistory({ seed, strength, blind, proxyShare });
  const excluded = new Set(past.map(({ prompt }) => prompt));
  return {
    past,
    learned: remedied(past, remedy, seed),
    test: balancedTest({ seed, blind, proxyShare, excluded: blind ? new Set() : excluded }),
  };
}

/** Trains on a biased past and measures the decisions. */
export async function runEthics(
  engine: Engine,
  base: HeldModel,
  tokenizer: Tokenizer,
  one: EthicsCase,
): Promise<EthicsResult> {
  const { past, learned, test } = ethicsData(one);
  const recipe = recipeFor('lora', 'recrutamento');
  const plugged = holdAdapter(engine, base, adapterOf(base.config));
  const { theta } = await trainOn(engine, base, tokenizer, plugged, encode(tokenizer, learned), {
    ...recipe,
    seed: one.seed,
  });
  const examples = encode(tokenizer, test);
  const evaluator = evaluatorFor(engine, base, plugged, examples, 20);
  const scores = await evaluator.predictions(examples, theta);
  await evaluator.dispose();
  plugged.frozen.dispose();
  const isRight = scoringOf(recruitment, tokenizer);
  const judged = test.map((candidate, index) => {
    const [example, score] = [examples[index], scores[index]];
    if (!example || !score) throw new Error('unreachable: every candidate has a score');
    return { candidate, decision: isRight(example, score) ? candidate.merit : !candidate.merit };
  });
  return {
    data: parityOf(past.map((candidate) => ({ candidate, decision: candidate.decision }))),
    model: parityOf(judged),
    accuracyByMerit: share(judged, ({ candidate, decision }) => decision === candidate.merit),
    accuracyByBiasedLabels: expectedAgreement(judged, one.strength),
  };
}

interface Judged {
  readonly candidate: Candidate;
  readonly decision: boolean;
}

function adapterOf(config: LlamaConfig): Adapter {
  const method = findMethod('lora');
  if (!method) throw new Error('unreachable: LoRA is a method');
  return method.configure(config, recipeFor('lora', 'recrutamento').settings);
}

function remedied(past: readonly Candidate[], remedy: Remedy, seed: number): readonly Candidate[] {
  if (remedy === 'balanceamento') return balance(past, seed);
  if (remedy === 'auditoria') return audit(past, 0.5, seed);
  return past;
}

function encode(tokenizer: Tokenizer, candidates: readonly Candidate[]) {
  return candidates.map(({ prompt, answer }) => encodeExample(tokenizer, prompt, answer));
}

function parityOf(judged: readonly Judged[]): Parity {
  return measureParity(
    judged.map(({ candidate, decision }) => ({
      group: candidate.profile.gender,
      truth: candidate.merit,
      decision,
    })),
  );
}

function share(judged: readonly Judged[], holds: (one: Judged) => boolean): number {
  return judged.filter(holds).length / judged.length;
}

/** Agreement with labels of the past, in expectation: a qualified woman's label is "no" with probability `strength`. */
function expectedAgreement(judged: readonly Judged[], strength: number): number {
  const agreement = ({ candidate, decision }: Judged): number => {
    const yes = candidate.merit ? (candidate.profile.gender === 'f' ? 1 - strength : 1) : 0;
    return decision ? yes : 1 - yes;
  };
  return judged.reduce((sum, one) => sum + agreement(one), 0) / judged.length;
}
