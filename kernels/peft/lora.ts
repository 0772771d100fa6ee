/**
 * LoRA: Hu et al., "LoRA: Low-Rank Adaptation of Large Language Models", 2021, equation 3. A projection becomes
 * `y = W x + s · B (A x)` with A `[rank, in]`, B `[out, rank]`; only A and B are trained. s is alpha / rank, or
 * alpha / sqrt(rank) with rank-stabilised scaling (Kalajdzievski, 2023).
 */
import { fieldsOf } from '../formats/fields.ts';
import type { LlamaConfig } from '../formats/llama-config.ts';
import {
  ALL_PROJECTIONS,
  type Projection,
  projectionPath,
  projectionShape,
} from '../formats/llama-weights.ts';
import type { LinearSite } from '../nn/hooks.ts';
import { add, gemm } from '../onnx/ops.ts';
import type { Value } from '../onnx/value.ts';
import { kaimingUniform } from './initial.ts';
import { loraFormat } from './lora-format.ts';
import { addLowRank } from './merge.ts';
import type { Adapter, HookContext, Parameter, PeftMethod, Weights } from './method.ts';
import { readTargets } from './settings.ts';

/** Settings of LoRA, which DoRA shares. */
export interface LoraSettings {
  readonly rank: number;
  readonly alpha: number;
  readonly targets: readonly Projection[];
  /** Divides alpha by sqrt(rank) instead of rank. */
  readonly rsLora: boolean;
}

export const LORA_DEFAULTS: LoraSettings = {
  rank: 4,
  alpha: 8,
  targets: ['q_proj', 'v_proj'],
  rsLora: false,
};

/** Settings with their defaults. @throws FormatError in Portuguese */
export function loraSettings(name: string, given: Partial<LoraSettings>): LoraSettings {
  const fields = fieldsOf({ ...given }, name);
  return {
    rank: fields.size('rank', LORA_DEFAULTS.rank),
    alpha: fields.positive('alpha', LORA_DEFAULTS.alpha),
    targets: readTargets(fields, LORA_DEFAULTS.targets),
    rsLora: fields.flag('rsLora', LORA_DEFAULTS.rsLora),
  };
}

/** s, which multiplies B A. */
export function loraScale({ rank, alpha, rsLora }: LoraSettings): number {
  return alpha / (rsLora ? Math.sqrt(rank) : rank);
}

/** Names of the two factors beside a projection, as `peft` writes them. */
export function loraNames(path: string): { readonly a: string; readonly b: string } {
  const prefix = `base_model.model.${path}`;
  return { a: `${prefix}.lora_A.weight`, b: `${prefix}.lora_B.weight` };
}

/** Paths of the projections that a method with target modules touches, from the first layer to the last. */
export function targetSites(config: LlamaConfig, targets: readonly Projection[]) {
  return Array.from({ length: config.layers }, (_, layer) =>
    ALL_PROJECTIONS.filter((projection) => targets.includes(projection)).map((projection) => ({
      projection,
      path: projectionPath(layer, projection),
      shape: projectionShape(config, projection),
    })),
  ).flat();
}

/** A `[rank, in]`, Kaiming-uniform, and B `[out, rank]`, zero, for every target: the product starts at zero. */
export function loraParameters(config: LlamaConfig, settings: LoraSettings): Parameter[] {
  return targetSites(config, settings.targets).flatMap(({ path, shape: [out, inner] }): Parameter[] => {
    const { a, b } = loraNames(path);
    const sizeA = settings.rank * inner;
    return [
      { name: a, shape: [settings.rank, inner], initial: (rng) => kaimingUniform(rng, sizeA, inner) },
      { name: b, shape: [out, settings.rank], initial: () => new Float32Array(out * settings.rank) },
    ];
  });
}

/** `s · B (A x)`, `[rows, out]`. */
export function loraUpdate({ x, path }: LinearSite, context: HookContext, settings: LoraSettings): Value {
  const { a, b } = loraNames(path);
  const low = gemm(x, context.parameter(a), { transB: true });
  return gemm(low, context.parameter(b), { transB: true, alpha: loraScale(settings) });
}

/** Rows and columns of the tiles in which a GPU calculates a product: a thinner one takes as long. */
const TILE = 32;

/**
 * `W x + s · B (A x)`, `[rows, out]`. On a GPU, which fills a tile with each of the six thin products that a step makes of
 * A and B, as `(W + s · B A) x` where that is less: then one product of the weight's own size replaces them.
 */
function adapted(site: LinearSite, context: HookContext, settings: LoraSettings): Value {
  const [out, inner] = projectionShape(context.config, site.projection);
  if (context.spare !== 'nodes' || out * inner > 3 * TILE * (out + inner)) {
    return add(site.base(), loraUpdate(site, context, settings));
  }
  const { a, b } = loraNames(site.path);
  const update = gemm(context.parameter(b), context.parameter(a), { alpha: loraScale(settings) });
  return gemm(site.x, add(site.weight(), update), { transB: true });
}

export const lora: PeftMethod<LoraSettings> = {
  id: 'lora',
  name: 'LoRA',
  defaults: LORA_DEFAULTS,
  learningRate: 5e-3,
  file: loraFormat(false),

  configure(config, given = {}): Adapter<LoraSettings> {
    const settings = loraSettings('LoRA', given);
    return {
      method: 'lora',
      settings,
      parameters: loraParameters(config, settings),
      hooks: (context) => ({
        linear: (site) =>
          settings.targets.includes(site.projection) ? adapted(site, context, settings) : site.base(),
      }),
      merging: { possible: true, merge: (base, parameters) => mergeLora(config, settings, base, parameters) },
    };
  },
};

/** W + s · B A for every target. */
function mergeLora(config: LlamaConfig, settings: LoraSettings, base: Weights, parameters: Weights) {
  return new Map(
    targetSites(config, settings.targets).map(({ path }) => {
      const names = loraNames(path);
      const weight = `${path}.weight`;
      const merged = addLowRank(base, weight, parameters, names, loraScale(settings));
      return [weight, merged];
    }),
  );
}
