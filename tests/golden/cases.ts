/** Which method, with which settings, each golden case is. One row a case. */
import type { LlamaConfig } from '../../kernels/formats/llama-config.ts';
import { ALL_PROJECTIONS } from '../../kernels/formats/llama-weights.ts';
import { adapter } from '../../kernels/peft/adapter.ts';
import { full } from '../../kernels/peft/full.ts';
import { ia3 } from '../../kernels/peft/ia3.ts';
import { lora } from '../../kernels/peft/lora.ts';
import type { Adapter } from '../../kernels/peft/method.ts';
import { prefix } from '../../kernels/peft/prefix.ts';
import { prompt } from '../../kernels/peft/prompt.ts';
import { qlora } from '../../kernels/peft/qlora.ts';

export const CASES: Readonly<Record<string, (config: LlamaConfig) => Adapter>> = {
  full: (config) => full.configure(config),
  lora_qv_r4: (config) => lora.configure(config, { rank: 4, alpha: 8, targets: ['q_proj', 'v_proj'] }),
  lora_all_r2: (config) => lora.configure(config, { rank: 2, alpha: 8, targets: ALL_PROJECTIONS }),
  qlora_all_r4: (config) => qlora.configure(config, { rank: 4, alpha: 8 }),
  prefix_5: (config) => prefix.configure(config, { length: 5 }),
  prompt_6: (config) => prompt.configure(config, { length: 6 }),
  adapter_3: (config) => adapter.configure(config, { bottleneck: 3 }),
  ia3: (config) => ia3.configure(config),
};
