/** One reading of a sentence: fetches the adapter, runs the job, and remembers what was read. */
import { useState } from 'preact/hooks';
import type { InspectResult } from '../../runtime/jobs/inspect.ts';
import type { LabError } from '../framework/lab.tsx';
import { type AdapterFiles, fetchAdapter } from '../training/shipped-adapters.ts';
import { useJob } from '../training/use-job.ts';
import { readable } from './samples.ts';
import type { AnatomyState } from './state-table.ts';

type Asked = Pick<AnatomyState, 'sentence' | 'task'>;

export interface Reading extends InspectResult {
  readonly asked: Asked;
}

export interface ReadingState {
  readonly running: boolean;
  readonly error: LabError | undefined;
  readonly reading: Reading | undefined;
  read(asked: Asked): Promise<void>;
  stop(): void;
}

/** @param folder address of the shipped adapters */
export function useReading(folder: string): ReadingState {
  const job = useJob('inspect');
  const [reading, setReading] = useState<Reading>();
  const [failure, setFailure] = useState<LabError>();
  return {
    running: job.running,
    error: failure ?? job.error,
    reading,
    stop: job.stop,
    async read({ sentence, task }) {
      setFailure(undefined);
      let adapter: AdapterFiles | undefined;
      try {
        adapter = await fetchAdapter(folder, task);
      } catch {
        setFailure({
          what: 'O adaptador não pôde ser baixado.',
          remedy: 'Confira a conexão e leia a frase de novo.',
        });
        return;
      }
      const result = await job.start({ sentence: readable(sentence), ...(adapter && { adapter }) });
      if (result) setReading({ ...result, asked: { sentence, task } });
    },
  };
}
