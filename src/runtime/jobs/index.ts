/** Every job of the worker. The page imports types from here, never the jobs. */
import type { Job } from '../job.ts';
import { accuracy } from './accuracy.ts';
import { answers } from './answers.ts';
import { exportFiles } from './export.ts';
import { fitLowRank } from './fit-low-rank.ts';
import { fullUpdate } from './full-update.ts';
import { generate } from './generate.ts';
import { importAdapter } from './import.ts';
import { inspect } from './inspect.ts';
import { merge } from './merge.ts';
import { monitor } from './monitor.ts';
import { perplexity } from './perplexity.ts';
import { probe } from './probe.ts';
import { quantizeWeights } from './quantize.ts';
import { quantizedModel } from './quantized-model.ts';
import { recruit } from './recruit.ts';
import { train } from './train.ts';

const LIST = {
  accuracy,
  answers,
  export: exportFiles,
  fitLowRank,
  fullUpdate,
  generate,
  import: importAdapter,
  inspect,
  merge,
  monitor,
  perplexity,
  probe,
  quantizedModel,
  quantizeWeights,
  recruit,
  train,
};

export type JobName = keyof typeof LIST;

type PartsOf<J> =
  J extends Job<infer Request, infer Event, infer Result, infer Command>
    ? { request: Request; event: Event; result: Result; command: Command }
    : never;
type Parts = { readonly [K in JobName]: PartsOf<(typeof LIST)[K]> };

export type RequestOf<K extends JobName> = Parts[K]['request'];
export type EventOf<K extends JobName> = Parts[K]['event'];
export type ResultOf<K extends JobName> = Parts[K]['result'];
export type CommandOf<K extends JobName> = Parts[K]['command'];

export const JOBS: {
  readonly [K in JobName]: Job<RequestOf<K>, EventOf<K>, ResultOf<K>, CommandOf<K>>;
} = LIST;
