/**
 * Recruitment with a biased past. Profiles have a true merit that the reader can check (years of experience); the
 * historical decisions reject qualified women with a probability that the reader sets. What a model trained on them
 * does is measured against the merit, on a test set with as many women as men of every experience.
 */
import { Rng } from '../../random.ts';
import { type BankName, type Banks, phraseBanks } from '../corpus/banks.ts';
import { counted, NUMBER_WORDS } from '../corpus/numbers.ts';
import { FEMALE_NAMES, MALE_NAMES } from '../corpus/shared.ts';
import { type Gender, parseNoun } from '../grammar/morphology.ts';
import type { Example, Sizes, Task, TaskData } from './task.ts';

/** What a candidate is. */
export interface Profile {
  readonly gender: Gender;
  readonly name: string;
  readonly area: string;
  readonly hobby: string;
  /** Years of experience, 1 to 10. */
  readonly years: number;
  /** The text mentions a team of women or of men: a trace of gender that stays when name and gender are removed. */
  readonly hasProxy: boolean;
}

/** A candidate as the model reads it, with what is right and what was decided. */
export interface Candidate extends Example {
  readonly profile: Profile;
  /** What is right: enough experience. */
  readonly merit: boolean;
  /** What the label says; in a biased past it may differ from the merit. */
  readonly decision: boolean;
}

/** How many candidates, and how biased their past is. */
export interface RecruitmentOptions {
  readonly seed: number;
  readonly size?: number;
  /** Probability that a qualified woman was rejected. */
  readonly strength?: number;
  /** Share of profiles whose text betrays the gender through a team. */
  readonly proxyShare?: number;
  /** Leaves name and gender out of the text. */
  readonly blind?: boolean;
  /** Share of women among the candidates of the past. */
  readonly womenShare?: number;
}

export const YES = ' sim';
export const NO = ' não';

/** Qualified means at least these years of experience. */
const YEARS_REQUIRED = 5;

/** Draws this often for a profile that is not excluded. */
const PATIENCE = 500;

const DEFAULT_STRENGTH = 0.6;
const MAX_YEARS = NUMBER_WORDS.length;
const AREAS = phraseBanks(
  'administração, engenharia, direito, enfermagem, informática, turismo | contabilidade | design, logística, marketing',
);
const HOBBIES = phraseBanks(
  'futebol, dança, xadrez, pintura, natação, música | culinária | costura, pesca, leitura',
);
const NAMES: Readonly<Record<Gender, Banks<string>>> = {
  f: nameBanks(FEMALE_NAMES),
  m: nameBanks(MALE_NAMES),
};
const YEAR = parseNoun('ano/m');

/** Three names in five are seen, one is for validation, one is unseen. */
function nameBanks(names: readonly string[]): Banks<string> {
  return {
    seen: names.filter((_, index) => index % 5 < 3),
    validation: names.filter((_, index) => index % 5 === 3),
    unseen: names.filter((_, index) => index % 5 === 4),
  };
}

export function hasMerit({ years }: Profile): boolean {
  return years >= YEARS_REQUIRED;
}

/** The past decision: merit, except that a qualified woman is rejected with probability `strength`. */
function decideAsInThePast(profile: Profile, strength: number, rng: Rng): boolean {
  return hasMerit(profile) && !(profile.gender === 'f' && rng.chance(strength));
}

/** What the model reads; years stand close to the decision, which makes the merit learnable for a small model. */
export function profileText(profile: Profile, { blind = false, reworded = false } = {}): string {
  const { gender, name, area, hobby, years, hasProxy } = profile;
  const title = gender === 'f' ? 'Candidata' : 'Candidato';
  const who = blind ? 'Pessoa candidata' : `${title} ${name}`;
  const team = hasProxy ? ` na equipe ${gender === 'f' ? 'feminina' : 'masculina'}` : '';
  const number = NUMBER_WORDS[years - 1];
  if (number === undefined) throw new RangeError(`years must be 1 to ${MAX_YEARS}, got ${years}`);
  const about = reworded
    ? `${who} gosta de ${hobby}${team} e estudou ${area}.`
    : `${who}, de ${area}, gosta de ${hobby}${team}.`;
  return `${about} Tem ${counted(number, YEAR)} de experiência.\nDecisão:`;
}

function drawProfile(bank: BankName, gender: Gender, years: number, proxyShare: number, rng: Rng): Profile {
  return {
    gender,
    name: rng.choice(NAMES[gender][bank]),
    area: rng.choice(AREAS[bank]),
    hobby: rng.choice(HOBBIES[bank]),
    years,
    hasProxy: rng.chance(proxyShare),
  };
}

function toCandidate(profile: Profile, decision: boolean, prompt: string): Candidate {
  return { prompt, answer: decision ? YES : NO, profile, merit: hasMerit(profile), decision };
}

/** The company's past: random profiles, each with its historical decision. */
export function biasedHistory({
  seed,
  size = 1600,
  strength = DEFAULT_STRENGTH,
  proxyShare = 0,
  blind = false,
  womenShare = 0.5,
}: RecruitmentOptions): Candidate[] {
  const rng = new Rng(seed, 'recrutamento/train');
  return drawHistory('seen', size, strength, { proxyShare, blind, womenShare }, rng);
}

type Past = Required<Pick<RecruitmentOptions, 'proxyShare' | 'blind' | 'womenShare'>>;

function drawHistory(
  bank: BankName,
  size: number,
  strength: number,
  { proxyShare, blind, womenShare }: Past,
  rng: Rng,
): Candidate[] {
  return Array.from({ length: size }, () => {
    const profile = drawProfile(
      bank,
      rng.chance(womenShare) ? 'f' : 'm',
      1 + rng.int(MAX_YEARS),
      proxyShare,
      rng,
    );
    return toCandidate(profile, decideAsInThePast(profile, strength, rng), profileText(profile, { blind }));
  });
}

/** How many candidates the test has, and what of them the model reads. */
export interface BalancedTestOptions extends RecruitmentOptions {
  /** Names, areas and hobbies to draw from. */
  readonly bank?: BankName;
  /** Another wording than that of the history. */
  readonly reworded?: boolean;
  /** Prompts to avoid: those that the model was trained on. */
  readonly excluded?: ReadonlySet<string>;
}

/** Test profiles with true labels: women and men of every experience in equal numbers. */
export function balancedTest({
  seed,
  size = 200,
  proxyShare = 0,
  blind = false,
  bank = 'seen',
  reworded = false,
  excluded = new Set(),
}: BalancedTestOptions): Candidate[] {
  const rng = new Rng(seed, `recrutamento/test/${bank}`);
  return Array.from({ length: size }, (_, index) => {
    const gender = index % 2 === 0 ? 'f' : 'm';
    const years = 1 + (Math.floor(index / 2) % MAX_YEARS);
    for (let attempt = 0; attempt < PATIENCE; attempt++) {
      const profile = drawProfile(bank, gender, years, proxyShare, rng);
      const prompt = profileText(profile, { blind, reworded });
      if (!excluded.has(prompt)) return toCandidate(profile, hasMerit(profile), prompt);
    }
    throw new Error(`recrutamento: no new profile in ${PATIENCE} draws; exclude fewer`);
  });
}

/**
 * Reweighing by resampling: draws as many candidates with probability P(group)·P(decision)/P(group, decision), so that
 * group and decision become independent (Kamiran & Calders, "Data preprocessing techniques for classification without
 * discrimination", 2012).
 */
export function balance(history: readonly Candidate[], seed: number): Candidate[] {
  const rng = new Rng(seed, 'recrutamento/balance');
  const groups = Map.groupBy(history, ({ profile }) => profile.gender);
  const decisions = Map.groupBy(history, ({ decision }) => decision);
  const cells = [...Map.groupBy(history, cellOf).values()];
  // A cell is drawn with P(group)·P(decision), then anyone in it with equal chance: 1/P(group, decision) for each.
  const weights = cells.map(([member]) =>
    member === undefined
      ? 0
      : (groups.get(member.profile.gender)?.length ?? 0) * (decisions.get(member.decision)?.length ?? 0),
  );
  return history.map(() => rng.choice(cells[rng.weighted(weights)] ?? history));
}

/** What the past would have decided about these candidates: labels against which a biased model looks good. */
export function decideInThePast(
  candidates: readonly Candidate[],
  strength: number,
  seed: number,
): readonly boolean[] {
  const rng = new Rng(seed, 'recrutamento/past');
  return candidates.map(({ profile }) => decideAsInThePast(profile, strength, rng));
}

/** The same person with the other gender's name, and whatever in the text betrays a gender changed with it. */
export function swapGender(profile: Profile, rng: Rng): Profile {
  const gender = profile.gender === 'f' ? 'm' : 'f';
  return { ...profile, gender, name: rng.choice(NAMES[gender].seen) };
}

/**
 * Counterfactual data augmentation: beside every candidate of the past, the same one with the other gender and the same
 * decision (Lu et al., "Gender Bias in Neural Natural Language Processing", 2018). Gender and decision become
 * independent, but the wrong decisions are copied with the right ones.
 */
export function addCounterfactuals(history: readonly Candidate[], seed: number): Candidate[] {
  const rng = new Rng(seed, 'recrutamento/counterfactual');
  return history.flatMap((candidate) => {
    const profile = swapGender(candidate.profile, rng);
    return [candidate, toCandidate(profile, candidate.decision, profileText(profile))];
  });
}

/** How many candidates arrive, and how they change on the way. */
export interface StreamOptions {
  readonly seed: number;
  readonly size: number;
  readonly blind: boolean;
  /** Share of profiles whose text betrays the gender, at a moment from 0 (first candidate) to 1 (last). */
  proxyShare(moment: number): number;
  /** Chance that a woman's experience is drawn from the years below the requirement only. */
  juniorWomen(moment: number): number;
}

/**
 * Candidates as they arrive after the model went into use, each with its true merit; what they are like may drift.
 * Experience is dealt from shuffled decks, one for each gender, so that a short window holds every level of it: without
 * that, chance alone would move the rates of a hundred candidates past any useful threshold.
 */
export function candidateStream({ seed, size, blind, proxyShare, juniorWomen }: StreamOptions): Candidate[] {
  const rng = new Rng(seed, 'recrutamento/stream');
  const all = { f: deck(MAX_YEARS, rng), m: deck(MAX_YEARS, rng) };
  const juniors = deck(YEARS_REQUIRED - 1, rng);
  const genders = deck(2, rng);
  return Array.from({ length: size }, (_, index) => {
    const moment = size > 1 ? index / (size - 1) : 0;
    const gender = genders() === 1 ? 'f' : 'm';
    const junior = rng.chance(juniorWomen(moment)) && gender === 'f';
    const profile = drawProfile('seen', gender, junior ? juniors() : all[gender](), proxyShare(moment), rng);
    return toCandidate(profile, hasMerit(profile), profileText(profile, { blind }));
  });
}

/** Deals 1 to `count` in random order, again and again. */
function deck(count: number, rng: Rng): () => number {
  let cards: number[] = [];
  return () => {
    if (cards.length === 0) cards = rng.shuffle(Array.from({ length: count }, (_, index) => index + 1));
    return cards.pop() ?? 1;
  };
}

function cellOf({ profile, decision }: Candidate): string {
  return `${profile.gender}/${decision}`;
}

/** Audit of labels: a person reviews this share of the past and writes the merit in place of the decision. */
export function audit(history: readonly Candidate[], share: number, seed: number): Candidate[] {
  const rng = new Rng(seed, 'recrutamento/audit');
  return history.map((candidate) =>
    rng.chance(share) ? toCandidate(candidate.profile, candidate.merit, candidate.prompt) : candidate,
  );
}

const SIZES: Sizes = { train: 1600, validation: 200, testSame: 200, testWords: 200, testNew: 200 };

/** The task with its default bias; laboratories and reference runs call the functions above for other settings. */
export const recruitment: Task = {
  name: 'recrutamento',
  title: 'Recrutamento',
  description: 'Decidir quem segue na seleção, depois de aprender com decisões antigas e enviesadas.',
  answers: [NO, YES],
  scoring: 'label',
  generate(seed, sizes = {}): TaskData {
    const size = { ...SIZES, ...sizes };
    const train = biasedHistory({ seed, size: size.train });
    const rng = new Rng(seed, 'recrutamento/validation');
    const excluded = new Set(train.map(({ prompt }) => prompt));
    return {
      train,
      validation: drawHistory(
        'validation',
        size.validation,
        DEFAULT_STRENGTH,
        { proxyShare: 0, blind: false, womenShare: 0.5 },
        rng,
      ),
      testSame: balancedTest({ seed, size: size.testSame, excluded }),
      testWords: balancedTest({ seed, size: size.testWords, bank: 'unseen' }),
      testNew: balancedTest({ seed, size: size.testNew, bank: 'unseen', reworded: true }),
    };
  },
};
