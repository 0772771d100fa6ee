/** Markdown and TeX of short texts that live in YAML and in props: statements, captions, definitions. */
import type { Root as HastRoot } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { Html, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import remarkSmartypants from 'remark-smartypants';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { remarkBasePath } from './links.ts';
import { glue, renderTex } from './maths.ts';
import { takePunctuation } from './punctuation.ts';

/** Authors' own HTML is shown as text: these fields hold Markdown only. */
function escapeHtml(tree: Root): void {
  visit(tree, 'html', (node, index, parent) => {
    if (parent && index !== undefined) parent.children[index] = { type: 'text', value: node.value };
  });
}

async function renderMaths(tree: Root): Promise<void> {
  const jobs: Promise<void>[] = [];
  visit(tree, (node, index, parent) => {
    if ((node.type !== 'math' && node.type !== 'inlineMath') || !parent || index === undefined) return;
    const job = renderTex(node.value, node.type === 'math').then((formula) => {
      const html: Html = { type: 'html', value: glue(formula, ...takePunctuation(parent.children, index)) };
      parent.children[index] = html;
    });
    jobs.push(job);
  });
  await Promise.all(jobs);
}

/** A single paragraph comes without its `<p>`. */
function unwrapParagraph(tree: HastRoot): HastRoot {
  const [first, second] = tree.children;
  const alone = first?.type === 'element' && first.tagName === 'p' && !second;
  return alone ? { type: 'root', children: first.children } : tree;
}

/**
 * HTML of a short text. A single paragraph comes without `<p>`, so that it fits in a sentence or a caption.
 * @param base the deployment's base path, for links written from the root
 */
export async function renderMarkdown(text: string, base: string): Promise<string> {
  const processor = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkMath)
    .use(remarkSmartypants)
    .use(() => escapeHtml)
    .use(remarkBasePath, base)
    .use(() => renderMaths)
    .use(remarkRehype, { allowDangerousHtml: true });
  return toHtml(unwrapParagraph(await processor.run(processor.parse(text))), { allowDangerousHtml: true });
}
