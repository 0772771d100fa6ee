/** Lets a trained recruiter decide about a stream of candidates that slowly changes. */

import type { Judgement } from '../../../kernels/data/tasks/parity.ts';
import { candidateStream, type StreamOptions } from '../../../kernels/data/tasks/recruitment.ts';
import { approvals, readingOf } from '../../../kernels/reference/recruit.ts';
import { holdAdapter } from '../../../kernels/train/held.ts';
import type { Job } from '../job.ts';
import { recruiterAdapter, type TrainedRecruiter } from './recruit.ts';

/**
 * What changes in the stream, after a first third without change:
 * - `nenhuma`: nothing;
 * - `vestigio`: more and more texts mention a team of women or of men;
 * - `experiencia`: more and more women arrive with less experience than is required.
 */
export type Drift = 'nenhuma' | 'vestigio' | 'experiencia';

export interface MonitorRequest {
  readonly recruiter: TrainedRecruiter;
  readonly drift: Drift;
  readonly size: number;
}

/** Candidates in the order of their arrival: truth is the merit, decision the model's. */
export type MonitorResult = readonly Judgement[];

/** Where the drift begins, and how far it goes, as shares. */
export const DRIFT = { begins: 1 / 3, trace: 0.9, juniors: 0.8 } as const;

export const monitor: Job<MonitorRequest, never, MonitorResult> = async (
  { recruiter, drift, size },
  context,
) => {
  const { engine } = context;
  const { model: base, tokenizer } = await context.base();
  const { request, theta } = recruiter;
  const plugged = holdAdapter(engine, base, recruiterAdapter(base, request.method));
  try {
    const stream = candidateStream({ seed: request.seed, size, ...driftOf(drift, readingOf(request)) });
    const prompts = stream.map(({ prompt }) => prompt);
    const scores = await approvals(engine, base, tokenizer, prompts, { plugged, theta });
    return stream.map(({ profile, merit }, i) => ({
      group: profile.gender,
      truth: merit,
      decision: (scores[i] ?? 0) > 0.5,
    }));
  } finally {
    plugged.frozen.dispose();
  }
};

function driftOf(
  drift: Drift,
  { blind, proxyShare }: ReturnType<typeof readingOf>,
): Pick<StreamOptions, 'blind' | 'proxyShare' | 'juniorWomen'> {
  const progress = (moment: number): number => Math.max(0, (moment - DRIFT.begins) / (1 - DRIFT.begins));
  return {
    blind,
    proxyShare: (moment) =>
      drift === 'vestigio'
        ? proxyShare + Math.max(0, DRIFT.trace - proxyShare) * progress(moment)
        : proxyShare,
    juniorWomen: (moment) => (drift === 'experiencia' ? DRIFT.juniors * progress(moment) : 0),
  };
}
