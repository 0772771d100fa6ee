/**
 * Adapter-Tuning: Houlsby et al., "Parameter-Efficient Transfer Learning for NLP", 2019, section 2.1. Behind attention
 * (after its output projection) and behind the MLP, before the residual sum: `h + up(gelu(down(h)))`, with biases.
 */
import { fieldsOf } from '../formats/fields.ts';
import type { LlamaConfig } from '../formats/llama-config.ts';
import type { Projection } from '../formats/llama-weights.ts';
import { gelu } from '../nn/activations.ts';
import { add, gemm } from '../onnx/ops.ts';
import type { Value } from '../onnx/value.ts';
import { kaimingUniform, normal } from './initial.ts';
import type { Adapter, HookContext, Parameter, PeftMethod } from './method.ts';

/** Settings of Adapter-Tuning. */
export interface BottleneckSettings {
  /** Width of the bottleneck. */
  readonly bottleneck: number;
}

const DEFAULTS: BottleneckSettings = { bottleneck: 4 };

/** Near zero, so that the model starts as the base; not zero, so that `down` has a gradient from the first step on. */
const UP_DEVIATION = 1e-3;

/** The projections behind which an adapter stands, and the module that its tensors are named after. */
const SITES: Readonly<Partial<Record<Projection, string>>> = { o_proj: 'self_attn', down_proj: 'mlp' };

export const adapter: PeftMethod<BottleneckSettings> = {
  id: 'adapter',
  name: 'Adapter-Tuning',
  defaults: DEFAULTS,
  learningRate: 5e-3,
  // Not a method of peft: a format of this project's own, in peft's manner.
  file: {
    type: 'ADAPTER_TUNING',
    read: (fields) => ({ bottleneck: fields.size('bottleneck') }),
    write: ({ bottleneck }) => ({ bottleneck }),
  },

  configure(config, given = {}): Adapter<BottleneckSettings> {
    const bottleneck = fieldsOf({ ...given }, 'Adapter-Tuning').size('bottleneck', DEFAULTS.bottleneck);
    return {
      method: 'adapter',
      settings: { bottleneck },
      parameters: bottleneckParameters(config, bottleneck),
      hooks: (context) => ({
        linear({ layer, projection, base }) {
          const module = SITES[projection];
          return module ? bottleneckLayer(base(), context, tensorNames(layer, module)) : base();
        },
      }),
      merging: {
        possible: false,
        reason:
          'há uma função não linear (GELU) entre as duas matrizes do adaptador; a soma delas com um peso da base não existe.',
      },
    };
  },
};

function tensorNames(layer: number, module: string) {
  const prefix = `base_model.model.model.layers.${layer}.${module}`;
  return {
    down: { weight: `${prefix}.adapter_down.weight`, bias: `${prefix}.adapter_down.bias` },
    up: { weight: `${prefix}.adapter_up.weight`, bias: `${prefix}.adapter_up.bias` },
  };
}

function bottleneckParameters({ layers, hiddenSize }: LlamaConfig, bottleneck: number): Parameter[] {
  const modules = Array.from({ length: layers }, (_, layer) =>
    Object.values(SITES).map((module) => tensorNames(layer, module)),
  ).flat();
  const size = bottleneck * hiddenSize;
  return modules.flatMap(({ down, up }): Parameter[] => [
    {
      name: down.weight,
      shape: [bottleneck, hiddenSize],
      initial: (rng) => kaimingUniform(rng, size, hiddenSize),
    },
    { name: down.bias, shape: [bottleneck], initial: () => new Float32Array(bottleneck) },
    { name: up.weight, shape: [hiddenSize, bottleneck], initial: (rng) => normal(rng, size, UP_DEVIATION) },
    { name: up.bias, shape: [hiddenSize], initial: () => new Float32Array(hiddenSize) },
  ]);
}

function bottleneckLayer(
  h: Value,
  { parameter }: HookContext,
  { down, up }: ReturnType<typeof tensorNames>,
): Value {
  const linear = (x: Value, { weight, bias }: { weight: string; bias: string }): Value =>
    gemm(x, parameter(weight), { transB: true, c: parameter(bias) });
  return add(h, linear(gelu(linear(h, down)), up));
}
