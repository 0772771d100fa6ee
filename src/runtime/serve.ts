/** The worker's side of the protocol: opens the device when the first job comes, and runs jobs side by side. */
import { openGpu } from '../../kernels/train/gpu.ts';
import { type BaseBytes, fetchBase, holdBase } from './base.ts';
import { Commands } from './commands.ts';
import { type OpenDevice, openDevice } from './device/choose.ts';
import { hasJspi, loadOrt, runtimeFile, threadCount } from './device/ort.ts';
import { runProbe } from './device/probe.ts';
import { openFileStore } from './files/cache-storage.ts';
import { fetchFile, type SiteFile } from './files/download.ts';
import { Progress } from './files/progress.ts';
import type { Job, LoadedBase } from './job.ts';
import {
  type CommandOf,
  type EventOf,
  JOBS,
  type JobName,
  type RequestOf,
  type ResultOf,
} from './jobs/index.ts';
import { RuntimeProblem } from './problem.ts';
import { problemOf } from './problem-of.ts';
import type { FromWorker, RunMessage, RuntimeStatus, StartSettings, ToWorker } from './protocol.ts';

/** What is used of the worker's global scope. */
export interface WorkerPort {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
}

interface Ready {
  readonly device: OpenDevice;
  base(): Promise<LoadedBase>;
}

interface Running {
  readonly abort: AbortController;
  readonly commands: { push(command: unknown): void };
}

export function serve(port: WorkerPort): void {
  const post = (message: FromWorker, transfer: Transferable[] = []): void =>
    port.postMessage(message, transfer);
  const running = new Map<number, Running>();
  let settings: StartSettings | undefined;
  let download = new AbortController();
  let ready: Promise<Ready> | undefined;

  /** Opens the device for the first job, and again for a later one if it failed. */
  function prepare(): Promise<Ready> {
    const { signal } = download;
    ready ??= open().catch((error: unknown) => {
      ready = undefined;
      post({
        type: 'status',
        status: signal.aborted ? { state: 'parado' } : { state: 'erro', ...problemOf(error) },
      });
      throw error;
    });
    return ready;
  }

  async function open(): Promise<Ready> {
    if (!settings) throw new Error('The worker was given a job before its settings.');
    const { signal } = download;
    const store = await openFileStore();
    /** What there is to say when nothing is on its way. */
    let rest: RuntimeStatus | undefined;
    const say = (status: RuntimeStatus): void => {
      rest = status;
      post({ type: 'status', status });
    };
    const progress = new Progress((loaded, total) => {
      if (loaded < total) post({ type: 'status', status: { state: 'baixando', loaded, total } });
      else if (rest) post({ type: 'status', status: rest });
    });
    const under = (signal: AbortSignal) => (file: SiteFile) => fetchFile(file, { store, signal, progress });
    const get = under(signal);
    // The model comes beside the runtime; a job that does not need it is not held up by it.
    const bytes = fetchBase(get);
    bytes.catch(() => {});
    const threads = threadCount();
    const device = await openDevice(settings, {
      hasWebGpu: 'gpu' in navigator,
      hasJspi: hasJspi(),
      threads,
      openGpu: () => openGpu(navigator.gpu),
      async load(kind) {
        const wasm = await get(runtimeFile(kind));
        say({ state: 'testando' });
        return loadOrt(kind, wasm, threads);
      },
      probe: runProbe,
    });
    watch(device);
    const { evidence } = device;
    say({ state: 'pronto', device: evidence.device, evidence });
    return { device, base: baseOn(device, bytes, () => fetchBase(under(download.signal))) };
  }

  function watch({ gpu }: OpenDevice): void {
    void gpu?.lost.then(({ reason, message }) => {
      post({ type: 'lost', problem: lostProblem(reason, message) });
    });
  }

  async function start<K extends JobName>({ id, job, request }: RunMessage<K>): Promise<void> {
    const abort = new AbortController();
    const commands = new Commands<CommandOf<K>>(abort.signal);
    running.set(id, { abort, commands });
    try {
      const { device, base } = await prepare();
      abort.signal.throwIfAborted();
      const work: Job<RequestOf<K>, EventOf<K>, ResultOf<K>, CommandOf<K>> = JOBS[job];
      const result = await work(request, {
        engine: device.engine,
        base,
        emit: (event, transfer) => post({ type: 'event', id, event }, transfer),
        signal: abort.signal,
        commands,
      });
      post({ type: 'result', id, result });
    } catch (error) {
      post({ type: 'problem', id, problem: problemOf(error) });
    } finally {
      running.delete(id);
    }
  }

  port.addEventListener('message', ({ data }) => {
    switch (data.type) {
      case 'start':
        settings = data.settings;
        holdLock(data.settings.lock);
        break;
      case 'run':
        void start(data);
        break;
      case 'command':
        running.get(data.id)?.commands.push(data.command);
        break;
      case 'cancel':
        running.get(data.id)?.abort.abort();
        break;
      case 'cancel-download':
        download.abort(cancelledDownload());
        download = new AbortController();
        break;
    }
  });
}

/** Gives the base when it is first asked for, and tries the download again if that failed. */
function baseOn({ engine }: OpenDevice, first: Promise<BaseBytes>, again: () => Promise<BaseBytes>) {
  let bytes: Promise<BaseBytes> | undefined = first;
  let base: Promise<LoadedBase> | undefined;
  return (): Promise<LoadedBase> => {
    base ??= (bytes ?? again())
      .then((files) => holdBase(engine, files))
      .catch((error: unknown) => {
        base = undefined;
        // Asked for when the reader tries again: the network may be back by then.
        bytes = undefined;
        throw error;
      });
    return base;
  };
}

/** The page waits for this lock: it gets it when the worker is dead, however it died. */
function holdLock(name: string | undefined): void {
  if (name !== undefined) void navigator.locks.request(name, () => new Promise<never>(() => {}));
}

function cancelledDownload(): RuntimeProblem {
  return new RuntimeProblem({
    what: 'Você cancelou o download.',
    remedy: 'Comece de novo quando quiser: o que já chegou inteiro não é baixado outra vez.',
  });
}

function lostProblem(reason: GPUDeviceLostReason, message: string) {
  const why = reason === 'destroyed' ? 'foi fechada' : `deixou de responder (${message || 'sem explicação'})`;
  return {
    what: `A placa de vídeo ${why} no meio do cálculo.`,
    remedy:
      'Aperte “Continuar” para seguir do último ponto salvo, ou escolha WebAssembly, que não usa a placa.',
  };
}
