/** The page's side of the runtime: one worker a page, made when the first job comes and again after it died. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { ToWorker } from '../offline/messages.ts';
import type { CommandOf, EventOf, JobName, RequestOf, ResultOf } from './jobs/index.ts';
import { readChoice, readEvidence, writeChoice, writeEvidence } from './preference.ts';
import { abortError, type ProblemData, RuntimeProblem } from './problem.ts';
import type { DeviceChoice, FromWorker, PageMessage, RuntimeStatus } from './protocol.ts';

export type { DeviceChoice, Evidence, Reason, RuntimeStatus } from './protocol.ts';

export interface JobOptions<K extends JobName> {
  onEvent?(event: EventOf<K>): void;
  /** Calls the job off: `done` rejects at once with an `AbortError`. */
  readonly signal?: AbortSignal | undefined;
}

export interface JobHandle<K extends JobName> {
  /** The result. Rejects with a `RuntimeProblem`, or with an `AbortError` if the job was called off. */
  readonly done: Promise<ResultOf<K>>;
  send(command: CommandOf<K>): void;
}

export interface Runtime {
  /** What the worker is at, for the reader. */
  readonly status: ReadonlySignal<RuntimeStatus>;
  /** What the reader chose. */
  readonly choice: ReadonlySignal<DeviceChoice>;
  /** Jobs that have not ended. */
  readonly jobs: ReadonlySignal<number>;
  /** Starts a job, behind nothing: several run side by side and share the device call by call. */
  run<K extends JobName>(name: K, request: RequestOf<K>, options?: JobOptions<K>): JobHandle<K>;
  /** Remembers the choice. Jobs that run on another device end with a `RuntimeProblem`. */
  chooseDevice(choice: DeviceChoice): void;
  /** Stops a download; the jobs that waited for it end with a `RuntimeProblem`. */
  cancelDownload(): void;
}

/** Methods, so that handlers of one job's types fit: the worker answers an id with what its job says. */
interface Pending {
  event(event: unknown): void;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

let shared: Runtime | undefined;

/** The runtime of this page. Costs nothing until a job is run. */
export function runtime(): Runtime {
  shared ??= createRuntime(
    () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'ajuste-fino' }),
  );
  return shared;
}

/** @param makeWorker starts a worker that serves the protocol */
export function createRuntime(makeWorker: () => Worker): Runtime {
  const status = signal<RuntimeStatus>({ state: 'parado' });
  const choice = signal<DeviceChoice>('auto');
  const jobs = signal(0);
  const pending = new Map<number, Pending>();
  let worker: Worker | undefined;
  let nextId = 0;
  if (typeof localStorage !== 'undefined') choice.value = readChoice();

  function workerForJob(): Worker {
    if (worker) return worker;
    const made = makeWorker();
    worker = made;
    made.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (worker === made) receive(data);
    });
    made.addEventListener('error', (event) => {
      // Only an error of a script that runs has a message.
      if (worker === made)
        giveUp('message' in event && event.message ? crashed(event.message) : notFetched());
    });
    const lock = watchDeath(made);
    post(made, {
      type: 'start',
      settings: {
        choice: choice.value,
        ios: isIos(),
        known: readEvidence(),
        lock,
      },
    });
    return made;
  }

  /** The worker holds a lock while it lives: whoever gets it next knows that the worker is dead. */
  function watchDeath(made: Worker): string | undefined {
    if (!('locks' in navigator)) return undefined;
    const name = `ajuste-fino-${crypto.randomUUID()}`;
    const wait = (): void => {
      void navigator.locks.request(name, () => {
        if (worker === made) giveUp(crashed());
      });
    };
    // Only after its first word is the lock sure to be the worker's.
    made.addEventListener('message', wait, { once: true });
    return name;
  }

  function receive(message: FromWorker): void {
    switch (message.type) {
      case 'status':
        status.value = message.status;
        if (message.status.state === 'pronto') {
          writeEvidence(message.status.evidence);
          keepForOffline();
        }
        break;
      case 'event':
        pending.get(message.id)?.event(message.event);
        break;
      case 'result':
        pending.get(message.id)?.resolve(message.result);
        break;
      case 'problem':
        pending.get(message.id)?.reject(new RuntimeProblem(message.problem));
        break;
      case 'lost':
        giveUp(message.problem);
        break;
    }
  }

  /** Ends the worker and every job; the next job makes another one. */
  function giveUp(problem: ProblemData, next: RuntimeStatus = { state: 'erro', ...problem }): void {
    worker?.terminate();
    worker = undefined;
    status.value = next;
    for (const job of [...pending.values()]) job.reject(new RuntimeProblem(problem));
  }

  return {
    status,
    choice,
    jobs,
    run<K extends JobName>(name: K, request: RequestOf<K>, { onEvent, signal: off }: JobOptions<K> = {}) {
      const id = nextId++;
      const { promise: done, resolve, reject } = Promise.withResolvers<ResultOf<K>>();
      const target = workerForJob();
      const cancel = (): void => {
        if (worker === target) post(target, { type: 'cancel', id });
        reject(abortError());
      };
      pending.set(id, { event: (event: EventOf<K>) => onEvent?.(event), resolve, reject });
      jobs.value = pending.size;
      void done
        .catch(() => {})
        .finally(() => {
          pending.delete(id);
          jobs.value = pending.size;
          off?.removeEventListener('abort', cancel);
        });
      if (off?.aborted) reject(abortError());
      else {
        off?.addEventListener('abort', cancel, { once: true });
        post<K>(target, { type: 'run', id, job: name, request });
      }
      return {
        done,
        send(command: CommandOf<K>) {
          if (worker === target) post<K>(target, { type: 'command', id, command });
        },
      };
    },
    chooseDevice(wanted) {
      if (wanted === choice.value) return;
      choice.value = wanted;
      writeChoice(wanted);
      giveUp(
        {
          what: 'Você trocou de dispositivo.',
          remedy: 'Comece de novo no dispositivo escolhido, ou continue do último ponto salvo.',
        },
        { state: 'parado' },
      );
    },
    cancelDownload() {
      if (worker) post(worker, { type: 'cancel-download' });
    },
  };
}

function post<K extends JobName>(worker: Worker, message: PageMessage<K>): void {
  worker.postMessage(message);
}

/** The service worker keeps the scripts, also those that came before it; the worker itself keeps its large files. */
function keepForOffline(): void {
  const message: ToWorker = 'guardar-laboratorios';
  void navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage(message));
}

function notFetched(): ProblemData {
  return {
    what: 'O programa que faz as contas não chegou a este aparelho.',
    remedy: 'Confira a conexão e aperte de novo. Depois da primeira vez, o laboratório funciona sem rede.',
  };
}

function crashed(message?: string): ProblemData {
  return {
    what: `O processo que fazia as contas parou${message ? ` (${message})` : ''}.`,
    remedy: 'Aperte de novo: ele recomeça, e um treino continua do último ponto salvo.',
  };
}

function isIos(): boolean {
  // An iPad calls itself a Mac, but no Mac has a touch screen.
  return (
    /iPhone|iPad|iPod/.test(navigator.userAgent) ||
    (/Mac/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)
  );
}
