/** Signs that must stay on the same line as the formula that they touch. */
import type { Nodes } from 'mdast';

/** Takes the signs around a node out of the texts beside it. */
export function takePunctuation(siblings: readonly Nodes[], at: number): [before: string, after: string] {
  const previous = siblings[at - 1];
  const next = siblings[at + 1];
  const before = previous?.type === 'text' ? (/[([“‘]+$/.exec(previous.value)?.[0] ?? '') : '';
  const after = next?.type === 'text' ? (/^[,.;:!?)\]”’%]+/.exec(next.value)?.[0] ?? '') : '';
  if (previous?.type === 'text')
    previous.value = previous.value.slice(0, previous.value.length - before.length);
  if (next?.type === 'text') next.value = next.value.slice(after.length);
  return [before, after];
}
