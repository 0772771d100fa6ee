/** Fine-tunes a recruiter on a biased past and measures what it decides about new candidates. */
import type { Judgement } from '../../../kernels/data/tasks/parity.ts';
import { type Candidate, decideInThePast } from '../../../kernels/data/tasks/recruitment.ts';
import { findMethod } from '../../../kernels/peft/registry.ts';
import { OPTIMISER, recipeFor, scheduleOf } from '../../../kernels/reference/recipes.ts';
import {
  approvals,
  type RecruitSettings,
  readingOf,
  recruitData,
  swappedPrompts,
} from '../../../kernels/reference/recruit.ts';
import { startingTheta } from '../../../kernels/reference/start.ts';
import { encodeExample } from '../../../kernels/text/examples.ts';
import { batchesOf, formatFor } from '../../../kernels/train/batch.ts';
import { type HeldModel, holdAdapter } from '../../../kernels/train/held.ts';
import { runSteps } from '../../../kernels/train/loop.ts';
import { Trainer } from '../../../kernels/train/trainer.ts';
import { giveWay, type Job } from '../job.ts';

export interface RecruitRequest extends RecruitSettings {
  /** Id of the fine-tuning method. */
  readonly method: string;
  readonly steps: number;
}

export interface RecruitEvent {
  /** Steps done, from 1. */
  readonly step: number;
  readonly loss: number;
}

/** A new candidate and what the trained model makes of it. */
export interface Verdict {
  readonly group: string;
  /** Whether the candidate deserves to go on. */
  readonly merit: boolean;
  /** What the past would have decided. */
  readonly past: boolean;
  readonly prompt: string;
  /** Preference for "sim" over "não"; above one half: approved. */
  readonly approval: number;
  /** The same candidate with the other gender. */
  readonly swapped: { readonly prompt: string; readonly approval: number };
}

/** What the stream of candidates after the training needs. */
export interface TrainedRecruiter {
  readonly request: RecruitRequest;
  readonly theta: Float32Array<ArrayBuffer>;
}

export interface RecruitResult {
  /** The past: truth is the merit, decision the label. */
  readonly history: readonly Judgement[];
  /** What the model learned from, after the mitigation. */
  readonly training: readonly Judgement[];
  readonly verdicts: readonly Verdict[];
  /** Trainable parameters. */
  readonly trainable: number;
  readonly recruiter: TrainedRecruiter;
}

/** @throws DivergedError if the loss stops being a number; the signal's reason if it is called off */
export const recruit: Job<RecruitRequest, RecruitEvent, RecruitResult> = async (request, context) => {
  const { engine, signal, emit } = context;
  const { model: base, tokenizer } = await context.base();
  const { seed, steps, strength } = request;
  const data = recruitData(request);
  const plugged = holdAdapter(engine, base, recruiterAdapter(base, request.method));
  try {
    const { batch, learningRate } = recipeFor(request.method, 'recrutamento');
    const examples = data.training.map(({ prompt, answer }) => encodeExample(tokenizer, prompt, answer));
    const format = formatFor(examples, batch, base.config.padTokenId ?? 0);
    const theta = await startingTheta(engine, base, tokenizer, plugged.adapter, seed);
    const trainer = await Trainer.create(engine, {
      base,
      plugged,
      options: { ...format, ...OPTIMISER },
      from: { theta },
    });
    let trained: Float32Array<ArrayBuffer>;
    try {
      await runSteps(
        trainer,
        { batchAt: batchesOf(examples, format, seed), learningRate, schedule: scheduleOf(steps) },
        {
          signal,
          async onStep({ step, loss }) {
            emit({ step: step + 1, loss });
            await giveWay();
          },
        },
      );
      signal.throwIfAborted();
      trained = (await trainer.state()).theta;
    } finally {
      await trainer.dispose();
    }
    const ready = { plugged, theta: trained };
    const own = await approvals(
      engine,
      base,
      tokenizer,
      data.test.map(({ prompt }) => prompt),
      ready,
    );
    signal.throwIfAborted();
    const otherPrompts = swappedPrompts(data.test, readingOf(request), seed);
    const other = await approvals(engine, base, tokenizer, otherPrompts, ready);
    const past = decideInThePast(data.test, strength, seed);
    return {
      history: data.history.map(judgementOf),
      training: data.training.map(judgementOf),
      verdicts: data.test.map(({ profile, merit, prompt }, i) => ({
        group: profile.gender,
        merit,
        past: past[i] ?? false,
        prompt,
        approval: own[i] ?? Number.NaN,
        swapped: { prompt: otherPrompts[i] ?? '', approval: other[i] ?? Number.NaN },
      })),
      trainable: trained.length,
      recruiter: { request, theta: trained },
    };
  } finally {
    plugged.frozen.dispose();
  }
};

/** The adapter of a recruiter: the recipe's settings. */
export function recruiterAdapter(base: HeldModel, id: string) {
  const method = findMethod(id);
  if (!method) throw new Error(`There is no method "${id}".`);
  return method.configure(base.config, recipeFor(id, 'recrutamento').settings);
}

function judgementOf({ profile, merit, decision }: Candidate): Judgement {
  return { group: profile.gender, truth: merit, decision };
}
