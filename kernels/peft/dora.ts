/**
 * DoRA: Liu et al., "DoRA: Weight-Decomposed Low-Rank Adaptation", 2024, equation 5. The weight is split into direction
 * and magnitude: `y = m / ‖W + s B A‖ ⊙ (W + s B A) x`, the norm taken over each output's row; A, B and m `[out]` are trained.
 */
import { withGradient } from '../autodiff/gradients.ts';
import type { LlamaConfig } from '../formats/llama-config.ts';
import type { FloatTensor } from '../formats/tensor.ts';
import type { LinearSite } from '../nn/hooks.ts';
import { add, div, gemm, mul, reduceSumSquare, reshape, sqrt } from '../onnx/ops.ts';
import { knownDim, type Value } from '../onnx/value.ts';
import {
  LORA_DEFAULTS,
  type LoraSettings,
  loraNames,
  loraParameters,
  loraScale,
  loraSettings,
  loraUpdate,
  targetSites,
} from './lora.ts';
import { loraFormat } from './lora-format.ts';
import { addLowRank, tensorOf } from './merge.ts';
import { mergeTargets } from './merge-targets.ts';
import type { Adapter, HookContext, Parameter, PeftMethod, Weights } from './method.ts';

export const dora: PeftMethod<LoraSettings> = {
  id: 'dora',
  name: 'DoRA',
  defaults: LORA_DEFAULTS,
  learningRate: 5e-3,
  file: loraFormat(true),

  configure(config, given = {}): Adapter<LoraSettings> {
    const settings = loraSettings('DoRA', given);
    return {
      method: 'dora',
      settings,
      parameters: [...loraParameters(config, settings), ...magnitudes(config, settings)],
      hooks: (context) => ({
        linear: (site) =>
          settings.targets.includes(site.projection) ? doraLinear(site, context, settings) : site.base(),
      }),
      merging: { possible: true, merge: (base, parameters) => mergeDora(config, settings, base, parameters) },
    };
  },
};

function magnitudeName(path: string): string {
  return `base_model.model.${path}.lora_magnitude_vector`;
}

/** Magnitudes start as the norms of W's rows: with B = 0 the model is the base. */
function magnitudes(config: LlamaConfig, settings: LoraSettings): Parameter[] {
  return targetSites(config, settings.targets).map(({ path, shape: [out] }) => ({
    name: magnitudeName(path),
    shape: [out],
    initial: (_, base) => Float32Array.from(rowNorms(tensorOf(base, `${path}.weight`))),
  }));
}

function doraLinear(site: LinearSite, context: HookContext, settings: LoraSettings): Value {
  const names = loraNames(site.path);
  const direction = gemm(context.parameter(names.b), context.parameter(names.a), {
    alpha: loraScale(settings),
    c: site.weight(),
  });
  // Section 4.3: the norm counts as a constant in the backward pass, which costs little accuracy and saves much memory.
  const norm = withGradient(sqrt(reduceSumSquare(direction, [1], false)), [], () => []);
  const magnitude = context.parameter(magnitudeName(site.path));
  const scale = reshape(div(magnitude, norm), [1, knownDim(magnitude, 0)]);
  return mul(add(site.base(), loraUpdate(site, context, settings)), scale);
}

function mergeDora(config: LlamaConfig, settings: LoraSettings, base: Weights, parameters: Weights) {
  return mergeTargets(config, settings.targets, base, ({ path, shape: [, inner] }) => {
    const scale = loraScale(settings);
    const direction = addLowRank(base, `${path}.weight`, parameters, loraNames(path), scale);
    const norms = rowNorms(direction);
    const magnitude = tensorOf(parameters, magnitudeName(path)).data;
    return direction.data.map((x, i) => {
      const row = Math.floor(i / inner);
      return (x * (magnitude[row] ?? 0)) / (norms[row] ?? 1);
    });
  });
}

/** Euclidean norm of each row of a matrix. */
function rowNorms({ shape: [rows = 0, columns = 0], data }: FloatTensor): number[] {
  return Array.from({ length: rows }, (_, row) =>
    Math.hypot(...data.subarray(row * columns, (row + 1) * columns)),
  );
}
