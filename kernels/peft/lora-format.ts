import { quoted } from '../formats/error.ts';
import type { Fields } from '../formats/fields.ts';
import type { AdapterFormat } from './adapter-format.ts';
import type { LoraSettings } from './lora.ts';
import { readTargets } from './settings.ts';

/** Initialisations that leave the base as it was; the others (PiSSA, OLoRA, …) also change the base's weights. */
const HARMLESS_INITS: readonly unknown[] = [true, false, 'gaussian', 'eva', 'orthogonal'];

/** `adapter_config.json` of LoRA and of DoRA, which one field tells apart. */
export function loraFormat(useDora: boolean): AdapterFormat<LoraSettings> {
  return {
    type: 'LORA',
    read: (fields) => (fields.flag('use_dora', false) === useDora ? readLora(fields) : undefined),
    write: ({ rank, alpha, targets, rsLora }) => ({
      bias: 'none',
      fan_in_fan_out: false,
      init_lora_weights: true,
      lora_alpha: alpha,
      lora_dropout: 0,
      modules_to_save: null,
      r: rank,
      target_modules: targets,
      use_dora: useDora,
      use_rslora: rsLora,
    }),
  };
}

function readLora(fields: Fields): LoraSettings {
  const init = fields.raw('init_lora_weights') ?? true;
  if (!HARMLESS_INITS.includes(init)) {
    fields.refuse(
      'init_lora_weights',
      `${quoted(String(init))} altera também os pesos da base, o que não é suportado.`,
    );
  }
  return {
    rank: fields.size('r', 8),
    alpha: fields.positive('lora_alpha', 8),
    targets: readTargets(fields, ['q_proj', 'v_proj'], 'target_modules'),
    rsLora: fields.flag('use_rslora', false),
  };
}
