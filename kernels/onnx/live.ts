import type { Value } from './value.ts';

/** What the outputs need, operands before users: everything else in the graph is dead. */
export function liveValues(outputs: readonly Value[]): Value[] {
  const seen = new Set<Value>(outputs);
  const pending = [...seen];
  for (let value = pending.pop(); value; value = pending.pop()) {
    for (const input of value.inputs) {
      if (seen.has(input)) continue;
      seen.add(input);
      pending.push(input);
    }
  }
  return [...seen].sort((a, b) => a.index - b.index);
}
