/** Every message between a page and its worker, each way. */
import type { DeviceKind } from '../../kernels/train/engine.ts';
import type { CommandOf, EventOf, JobName, RequestOf, ResultOf } from './jobs/index.ts';
import type { ProblemData } from './problem.ts';

/** What the reader wants: the faster device, or one by hand. */
export type DeviceChoice = 'auto' | DeviceKind;

/** Why a device was chosen. */
export type Reason =
  | 'chosen-by-reader'
  | 'faster'
  | 'no-webgpu'
  | 'no-adapter'
  | 'software-adapter'
  | 'no-jspi'
  | 'ios'
  | 'webgpu-failed'
  | 'webgpu-wrong';

/** What was seen before a device was chosen. */
export interface Evidence {
  readonly device: DeviceKind;
  readonly reason: Reason;
  /** The fastest step of the known run on each device that was tried, in milliseconds. */
  readonly milliseconds: Readonly<Partial<Record<DeviceKind, number>>>;
  /** Threads of WebAssembly. */
  readonly threads: number;
  /** The graphics card, as far as the browser tells. */
  readonly adapter?: string | undefined;
}

export type RuntimeStatus =
  | { readonly state: 'parado' }
  /** Bytes of the runtime and the base model, decompressed. */
  | { readonly state: 'baixando'; readonly loaded: number; readonly total: number }
  | { readonly state: 'testando' }
  | { readonly state: 'pronto'; readonly device: DeviceKind; readonly evidence: Evidence }
  | ({ readonly state: 'erro' } & ProblemData);

/** What the page knows and the worker cannot see. */
export interface StartSettings {
  readonly choice: DeviceChoice;
  /** An iPhone or iPad, whatever it calls itself. */
  readonly ios: boolean;
  /** What an earlier visit found, with this browser and this version of the site. */
  readonly known: Evidence | undefined;
  /** Name of the lock that the worker holds while it lives; undefined where there are no locks. */
  readonly lock: string | undefined;
}

interface Start {
  readonly type: 'start';
  readonly settings: StartSettings;
}
interface Run<K extends JobName> {
  readonly type: 'run';
  readonly id: number;
  readonly job: K;
  readonly request: RequestOf<K>;
}
interface Command<K extends JobName> {
  readonly type: 'command';
  readonly id: number;
  readonly command: CommandOf<K>;
}

/** Starts a job, as a union over the jobs: name and request belong together. */
export type RunMessage<K extends JobName = JobName> = { readonly [N in K]: Run<N> }[K];

/** What the page sends about a job `K`; every message about it bears the same `id`. */
export type PageMessage<K extends JobName> =
  | Start
  | Run<K>
  | Command<K>
  /** Calls a job off. */
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'cancel-download' };

/** What the worker gets. */
export type ToWorker = { readonly [K in JobName]: PageMessage<K> }[JobName];

export type FromWorker<K extends JobName = JobName> =
  | { readonly type: 'status'; readonly status: RuntimeStatus }
  | { readonly type: 'event'; readonly id: number; readonly event: EventOf<K> }
  | { readonly type: 'result'; readonly id: number; readonly result: ResultOf<K> }
  | { readonly type: 'problem'; readonly id: number; readonly problem: ProblemData }
  /** The device is gone: this worker is of no more use. */
  | { readonly type: 'lost'; readonly problem: ProblemData };
