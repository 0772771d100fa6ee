import { full } from './full.ts';
import { lora } from './lora.ts';
import type { PeftMethod } from './method.ts';

/** Every fine-tuning method, in the order in which they are taught. */
export const METHODS: readonly PeftMethod[] = [full, lora];

/** A method by its id, or undefined. */
export function findMethod(id: string): PeftMethod | undefined {
  return METHODS.find((method) => method.id === id);
}
