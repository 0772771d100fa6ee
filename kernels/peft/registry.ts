import { adapter } from './adapter.ts';
import { dora } from './dora.ts';
import { full } from './full.ts';
import { ia3 } from './ia3.ts';
import { lora } from './lora.ts';
import type { PeftMethod } from './method.ts';
import { prefix } from './prefix.ts';
import { prompt } from './prompt.ts';
import { qlora } from './qlora.ts';
import { vera } from './vera.ts';

/** Every fine-tuning method, in the order in which they are taught. */
export const METHODS: readonly PeftMethod[] = [full, lora, qlora, dora, vera, prefix, prompt, adapter, ia3];

/** A method by its id, or undefined. */
export function findMethod(id: string): PeftMethod | undefined {
  return METHODS.find((method) => method.id === id);
}
