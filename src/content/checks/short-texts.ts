/** Short texts that hold Markdown: those of a question, and captions. */
import { visit } from 'unist-util-visit';
import { attributeOf, isComponent } from '../library.ts';
import { checkTextMaths } from './maths.ts';
import type { Parsed } from './parsed.ts';

/** Formulas in the texts of a question and in captions. */
export async function checkShortTexts({ file, yaml, tree, report }: Parsed): Promise<void> {
  const jobs: Promise<void>[] = [];
  const walk = (value: unknown, path: readonly PropertyKey[]): void => {
    if (typeof value === 'string') jobs.push(checkTextMaths(value, report, yaml.at(path)));
    else if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, [...path, index]);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) walk(item, [...path, key]);
    }
  };
  if (file.kind === 'questao') walk(yaml.raw, []);
  if (tree) {
    visit(tree, (node) => {
      const caption = isComponent(node) ? attributeOf(node, 'legenda') : undefined;
      if (caption && node.position) jobs.push(checkTextMaths(caption, report, node.position.start));
    });
  }
  await Promise.all(jobs);
}
