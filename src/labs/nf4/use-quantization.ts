/** Runs of the lab: quantising the chosen weights, again at every change once started, and measuring the whole model. */
import { type ReadonlySignal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { runtime } from '../../runtime/client.ts';
import type { QuantizeRequest, QuantizeResult } from '../../runtime/jobs/quantize.ts';
import type {
  QuantizedModelEvent,
  QuantizedModelRequest,
  QuantizedModelResult,
} from '../../runtime/jobs/quantized-model.ts';
import type { LabError } from '../framework/lab.tsx';
import { problemOf } from '../training/problem.ts';
import type { Nf4State } from './state-table.ts';

export interface Quantization {
  /** What it was made with, and the key that names it. */
  readonly state: Nf4State;
  readonly key: string;
  readonly result: QuantizeResult;
}

/** One measurement of the whole model. */
export interface Measurement {
  readonly name: string;
  readonly prompt: string;
  readonly result: QuantizedModelResult;
}

export interface QuantizationSignals {
  /** Whether the reader has asked for anything yet. */
  readonly started: ReadonlySignal<boolean>;
  readonly busy: ReadonlySignal<boolean>;
  /** The latest result; it may belong to settings that have changed since. */
  readonly latest: ReadonlySignal<Quantization | undefined>;
  /** What the measurement of the model is at. */
  readonly stage: ReadonlySignal<QuantizedModelEvent | undefined>;
  readonly measurements: ReadonlySignal<readonly Measurement[]>;
  readonly error: ReadonlySignal<LabError | undefined>;
  quantize(key: string, state: Nf4State, request: QuantizeRequest): Promise<void>;
  measure(name: string, request: QuantizedModelRequest): Promise<void>;
  stopMeasuring(): void;
}

/** Everything stops when the lab leaves the page. */
export function useQuantization(): QuantizationSignals {
  const { stop, ...signals } = useMemo(createQuantization, []);
  useEffect(() => stop, [stop]);
  return signals;
}

function createQuantization(): QuantizationSignals & { stop(): void } {
  const started = signal(false);
  const busy = signal(false);
  const latest = signal<Quantization>();
  const stage = signal<QuantizedModelEvent>();
  const measurements = signal<readonly Measurement[]>([]);
  const error = signal<LabError>();
  let quantizing = new AbortController();
  let measuring = new AbortController();

  const fail = (cause: unknown) => {
    error.value = problemOf(cause) ?? error.value;
  };

  return {
    ...{ started, busy, latest, stage, measurements, error },
    async quantize(key, state, request) {
      quantizing.abort();
      const own = new AbortController();
      quantizing = own;
      started.value = true;
      busy.value = true;
      error.value = undefined;
      try {
        const result = await runtime().run('quantizeWeights', request, { signal: own.signal }).done;
        latest.value = { key, state, result };
      } catch (cause) {
        fail(cause);
      } finally {
        if (quantizing === own) busy.value = false;
      }
    },
    async measure(name, request) {
      const own = new AbortController();
      measuring = own;
      error.value = undefined;
      stage.value = 'quantizando';
      try {
        const job = runtime().run('quantizedModel', request, {
          signal: own.signal,
          onEvent: (event) => {
            stage.value = event;
          },
        });
        const result = await job.done;
        const others = measurements.value.filter((one) => one.name !== name || one.prompt !== request.prompt);
        measurements.value = [...others, { name, prompt: request.prompt, result }];
      } catch (cause) {
        fail(cause);
      } finally {
        stage.value = undefined;
      }
    },
    stopMeasuring: () => measuring.abort(),
    stop() {
      quantizing.abort();
      measuring.abort();
    },
  };
}
