/** One reading of a sentence: fetches the adapter, runs the job, and remembers what was read. */
import { useRef, useState } from 'preact/hooks';
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
  /** The download of the adapter that is on its way. */
  const [coming, setComing] = useState<AbortController>();
  const latest = useRef<AbortController>();
  const stop = () => {
    latest.current?.abort();
    job.stop();
  };
  return {
    running: job.running || coming !== undefined,
    error: failure ?? job.error,
    reading,
    stop,
    async read({ sentence, task }) {
      stop();
      const own = new AbortController();
      latest.current = own;
      setComing(own);
      setFailure(undefined);
      let adapter: AdapterFiles | undefined;
      try {
        adapter = await fetchAdapter(folder, task, own.signal);
      } catch {
        if (own.signal.aborted) return;
        setFailure({
          what: 'O adaptador não pôde ser baixado.',
          remedy: 'Confira a conexão e leia a frase de novo.',
        });
        return;
      } finally {
        setComing((now) => (now === own ? undefined : now));
      }
      const result = await job.start({ sentence: readable(sentence), ...(adapter && { adapter }) });
      if (result) setReading({ ...result, asked: { sentence, task } });
    },
  };
}
