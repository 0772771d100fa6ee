/**
 * QLoRA: Dettmers et al., "QLoRA: Efficient Finetuning of Quantized LLMs", 2023, equation 5. LoRA on a frozen base whose
 * linear projections are kept in 4 bits (or 8) and decoded inside the graph; embeddings and norms stay as they are.
 */
import { fieldsOf } from '../formats/fields.ts';
import type { LlamaConfig } from '../formats/llama-config.ts';
import { ALL_PROJECTIONS, projectionShape } from '../formats/llama-weights.ts';
import type { FloatTensor } from '../formats/tensor.ts';
import type { LinearSite } from '../nn/hooks.ts';
import { add } from '../onnx/ops.ts';
import { BASE_TYPES, type BaseType } from '../quant/levels.ts';
import { type PackedSpec, packedInputs, packedLinear } from '../quant/packed-weight.ts';
import {
  BLOCK_SIZES,
  dequantize,
  QLORA_SETTINGS,
  type QuantizedTensor,
  quantize,
} from '../quant/quantize.ts';
import {
  LORA_DEFAULTS,
  type LoraSettings,
  lora,
  loraParameters,
  loraSettings,
  loraUpdate,
  targetSites,
} from './lora.ts';
import { loraFormat } from './lora-format.ts';
import { tensorOf } from './merge.ts';
import type { Adapter, PeftMethod, Weights } from './method.ts';

/** Settings of QLoRA: LoRA's, and how the base is kept. */
export interface QloraSettings extends LoraSettings {
  /** Number type of the frozen projections. */
  readonly base: BaseType;
  /** Weights that share one scale. */
  readonly blockSize: number;
  /** Whether the scales are quantised as well. */
  readonly doubleQuant: boolean;
}

const DEFAULTS: QloraSettings = {
  ...LORA_DEFAULTS,
  targets: ALL_PROJECTIONS,
  base: QLORA_SETTINGS.type,
  blockSize: QLORA_SETTINGS.blockSize,
  doubleQuant: QLORA_SETTINGS.doubleQuant,
};

export const qlora: PeftMethod<QloraSettings> = {
  id: 'qlora',
  name: 'QLoRA',
  defaults: DEFAULTS,
  learningRate: 5e-3,
  // peft writes the adapter as LoRA's: which type the base is loaded in is not the adapter's business.
  file: { ...loraFormat(false), read: () => undefined },

  configure(config, given = {}): Adapter<QloraSettings> {
    const settings = readSettings(given);
    return {
      method: 'qlora',
      settings,
      parameters: loraParameters(config, settings),
      hooks: (context) => ({
        linear(site) {
          const base = (x = site.x) => packedLinear(x, packedSpec(config, settings, site));
          return settings.targets.includes(site.projection)
            ? add(base(), loraUpdate(site, context, settings))
            : base();
        },
      }),
      frozen: (base) =>
        new Map(
          [...quantizeBase(config, settings, base)].flatMap(([name, tensor]) => [
            ...packedInputs(name, tensor),
          ]),
        ),
      merging: {
        possible: true,
        merge: (base, parameters) => mergeQlora(config, settings, base, parameters),
      },
    };
  },
};

function readSettings(given: Partial<QloraSettings>): QloraSettings {
  const fields = fieldsOf({ ...given }, 'QLoRA');
  const blockSize = fields.size('blockSize', DEFAULTS.blockSize);
  if (!BLOCK_SIZES.some((size) => size === blockSize)) {
    fields.refuse('blockSize', `${blockSize} não existe; use um destes: ${BLOCK_SIZES.join(', ')}.`);
  }
  return {
    ...loraSettings('QLoRA', { targets: DEFAULTS.targets, ...given }),
    base: fields.choice('base', BASE_TYPES, DEFAULTS.base),
    blockSize,
    doubleQuant: fields.flag('doubleQuant', DEFAULTS.doubleQuant),
  };
}

function packedSpec(config: LlamaConfig, settings: QloraSettings, site: LinearSite): PackedSpec {
  const { base: type, blockSize, doubleQuant } = settings;
  const shape = projectionShape(config, site.projection);
  return { name: `${site.path}.weight`, shape, type, blockSize, doubleQuant };
}

/** Every linear projection of the base in the type that the settings ask for, by its name in the base. */
export function quantizeBase(
  config: LlamaConfig,
  { base: type, blockSize, doubleQuant }: Pick<QloraSettings, 'base' | 'blockSize' | 'doubleQuant'>,
  base: Weights,
): Map<string, QuantizedTensor> {
  return new Map(
    targetSites(config, ALL_PROJECTIONS).map(({ path, shape }) => {
      const name = `${path}.weight`;
      return [name, quantize(tensorOf(base, name).data, shape, { type, blockSize, doubleQuant })];
    }),
  );
}

/** The decoded base plus s · B A, in floats: the very model that was trained, at the price of its small size. */
function mergeQlora(config: LlamaConfig, settings: QloraSettings, base: Weights, parameters: Weights) {
  const decoded = new Map(
    [...quantizeBase(config, settings, base)].map(([name, tensor]): [string, FloatTensor] => [
      name,
      { shape: tensor.shape, data: dequantize(tensor) },
    ]),
  );
  const { merging } = lora.configure(config, settings);
  return new Map([...decoded, ...(merging.possible ? merging.merge(decoded, parameters) : [])]);
}
