/** Which method, with which settings, each golden case is. One row a case. */
import type { LlamaConfig } from '../../kernels/formats/llama-config.ts';
import { ALL_PROJECTIONS } from '../../kernels/formats/model.ts';
import { full } from '../../kernels/peft/full.ts';
import { lora } from '../../kernels/peft/lora.ts';
import type { Adapter } from '../../kernels/peft/method.ts';

export const CASES: Readonly<Record<string, (config: LlamaConfig) => Adapter>> = {
  full: (config) => full.configure(config),
  lora_qv_r4: (config) => lora.configure(config, { rank: 4, alpha: 8, targets: ['q_proj', 'v_proj'] }),
  lora_all_r2: (config) => lora.configure(config, { rank: 2, alpha: 8, targets: ALL_PROJECTIONS }),
};
