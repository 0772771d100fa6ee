/** Stable heading ids: from the text, or chosen by the author with a comment: `## Título {/* #id *\/}`. */
import type { Heading, Root } from 'mdast';
import type {} from 'mdast-util-mdx';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { slugify } from './slug.ts';

const CHOSEN_ID = /^\/\*\s*#([^\s*]+)\s*\*\/$/;

/** Id that the author wrote in the heading, if any. */
export function chosenId(heading: Heading): string | undefined {
  const last = heading.children.at(-1);
  return last?.type === 'mdxTextExpression' ? CHOSEN_ID.exec(last.value.trim())?.[1] : undefined;
}

/** Id of a heading: the author's, else the slug of its text. */
export function headingId(heading: Heading): string {
  return chosenId(heading) ?? slugify(textOf(heading));
}

/** remark plugin: writes the ids and removes the comments that chose them. */
export function remarkHeadingIds() {
  return (tree: Root) => {
    visit(tree, 'heading', (heading) => {
      heading.data = { ...heading.data, hProperties: { id: headingId(heading) } };
      if (!chosenId(heading)) return;
      heading.children.pop();
      const last = heading.children.at(-1);
      if (last?.type === 'text') last.value = last.value.trimEnd();
    });
  };
}
