/** A training run as plain data: what a job is asked, what a link reproduces and what a kept run remembers. */
import type { Projection } from '../../../kernels/formats/llama-weights.ts';
import type { BaseType } from '../../../kernels/quant/levels.ts';
import { hasKnob, type Knob, type MethodId } from './methods.ts';
import { MODULES, type ModuleName } from './modules.ts';
import type { TrainingTask } from './tasks.ts';

/** Settings of a method as the compiler takes them; each method reads its own. */
export interface MethodSettings {
  readonly rank?: number;
  readonly alpha?: number;
  readonly rsLora?: boolean;
  readonly targets?: readonly Projection[];
  readonly dInitial?: number;
  readonly length?: number;
  readonly bottleneck?: number;
  readonly base?: BaseType;
  readonly blockSize?: number;
  readonly doubleQuant?: boolean;
}

export interface RunSpec {
  readonly task: TrainingTask;
  readonly method: MethodId;
  readonly settings: MethodSettings;
  /** Peak learning rate. */
  readonly learningRate: number;
  readonly steps: number;
  /** Examples of a step. */
  readonly batch: number;
  /** Of the adapter's initial values and of the order of the data. */
  readonly seed: number;
}

/** Every setting that any method has, as the controls hold them. */
export interface KnobValues {
  readonly rank: number;
  readonly alpha: number;
  readonly rsLora: boolean;
  readonly targets: readonly ModuleName[];
  readonly dInitial: number;
  readonly length: number;
  readonly bottleneck: number;
  readonly base: BaseType;
  readonly blockSize: number;
  readonly doubleQuant: boolean;
}

/** The settings of one method among all that the controls hold. */
export function settingsFor(method: MethodId, values: KnobValues): MethodSettings {
  const { targets, ...rest } = values;
  const all = { ...rest, targets: targets.map((name) => MODULES[name].projection) };
  const has = (knob: Knob): boolean => hasKnob(method, knob);
  return {
    ...(has('rank') && { rank: all.rank }),
    ...(has('alpha') && { alpha: all.alpha }),
    ...(has('rsLora') && { rsLora: all.rsLora }),
    ...(has('targets') && { targets: all.targets }),
    ...(has('dInitial') && { dInitial: all.dInitial }),
    ...(has('length') && { length: all.length }),
    ...(has('bottleneck') && { bottleneck: all.bottleneck }),
    ...(has('base') && { base: all.base }),
    ...(has('blockSize') && { blockSize: all.blockSize }),
    ...(has('doubleQuant') && { doubleQuant: all.doubleQuant }),
  };
}
