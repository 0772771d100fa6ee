/** One job of the runtime in the life of a lab: at most one runs, and it is called off when the lab goes. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { runtime } from '../../runtime/client.ts';
import type { EventOf, JobName, RequestOf, ResultOf } from '../../runtime/jobs/index.ts';
import type { LabError } from '../framework/lab.tsx';
import { problemOf } from './problem.ts';

export interface JobState<K extends JobName> {
  readonly running: boolean;
  readonly error: LabError | undefined;
  /** Starts the job; one that still runs is called off. Undefined if it failed or was called off. */
  start(request: RequestOf<K>, onEvent?: (event: EventOf<K>) => void): Promise<ResultOf<K> | undefined>;
  stop(): void;
}

export function useJob<K extends JobName>(name: K): JobState<K> {
  const current = useRef<AbortController>();
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<LabError>();
  const stop = () => current.current?.abort();
  useEffect(() => stop, []);
  return {
    running,
    error,
    stop,
    async start(request, onEvent) {
      stop();
      const own = new AbortController();
      current.current = own;
      setRunning(true);
      setError(undefined);
      try {
        return await runtime().run(name, request, { signal: own.signal, ...(onEvent && { onEvent }) }).done;
      } catch (cause) {
        if (!own.signal.aborted) setError(problemOf(cause));
        return undefined;
      } finally {
        if (current.current === own) setRunning(false);
      }
    },
  };
}
