/** What an author writes after the language of a code block: `title="lora.py" {2,5-7}`. */

export interface Fence {
  title: string | undefined;
  /** Marked lines, from 1. */
  lines: ReadonlySet<number>;
  /** What could not be understood, as written. */
  unknown: string[];
}

function expand(ranges: string): number[] {
  return ranges.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  });
}

/** Reads the text after the language of a code fence. */
export function parseFence(meta: string): Fence {
  const fence: Fence = { title: undefined, lines: new Set(), unknown: [] };
  for (const part of meta.match(/[^\s"{]+="[^"]*"|\{[^}]*\}|\S+/g) ?? []) {
    const title = /^title="([^"]+)"$/.exec(part)?.[1];
    const ranges = /^\{(\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*)\}$/.exec(part)?.[1];
    if (title) fence.title = title;
    else if (ranges) fence.lines = new Set([...fence.lines, ...expand(ranges)]);
    else fence.unknown.push(part);
  }
  return fence;
}
