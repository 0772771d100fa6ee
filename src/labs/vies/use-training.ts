/** Trainings of the recruiter: one, or one for each x of a sweep. */
import { useState } from 'preact/hooks';
import type { RecruitRequest, RecruitResult } from '../../runtime/jobs/recruit.ts';
import type { LabError } from '../framework/lab.tsx';
import { useJob } from '../training/use-job.ts';
import { type Figures, figuresOf, type Outcome, outcomeOf } from './figures.ts';
import type { BiasState } from './state-table.ts';

/** The biases of a sweep. */
export const SWEEP = [0, 0.2, 0.4, 0.6, 0.8, 1] as const;

export interface Trained {
  readonly state: BiasState;
  readonly result: RecruitResult;
  readonly figures: Figures;
  readonly outcome: Outcome;
}

export interface Progress {
  readonly step: number;
  readonly steps: number;
  /** Which training of how many. */
  readonly run: number;
  readonly runs: number;
  readonly losses: readonly number[];
}

export interface TrainingState {
  readonly running: boolean;
  readonly error: LabError | undefined;
  readonly progress: Progress | undefined;
  /** Every training of this visit, the latest last. */
  readonly done: readonly Trained[];
  train(states: readonly BiasState[]): Promise<void>;
  stop(): void;
}

function requestOf(state: BiasState): RecruitRequest {
  const { seed, size, strength, mitigation, method, steps } = state;
  return {
    ...{ seed, size, strength, mitigation, method, steps },
    womenShare: state.womenShare / 100,
    auditShare: state.auditShare / 100,
    proxyShare: state.proxyShare / 100,
  };
}

export function useTraining(): TrainingState {
  const job = useJob('recruit');
  const [progress, setProgress] = useState<Progress>();
  const [done, setDone] = useState<readonly Trained[]>([]);
  return {
    running: job.running,
    error: job.error,
    progress,
    done,
    stop: job.stop,
    async train(states) {
      for (const [index, state] of states.entries()) {
        const losses: number[] = [];
        const told = { steps: state.steps, run: index + 1, runs: states.length };
        setProgress({ ...told, step: 0, losses });
        const result = await job.start(requestOf(state), ({ step, loss }) => {
          losses.push(loss);
          setProgress({ ...told, step, losses: [...losses] });
        });
        if (!result) return;
        const figures = figuresOf(result);
        const trained = { state, result, figures, outcome: outcomeOf(figures.model) };
        setDone((before) => [...before, trained]);
      }
    },
  };
}
