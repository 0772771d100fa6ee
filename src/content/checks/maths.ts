/** Every formula must be accepted by the typesetter that the build uses. */
import type { Root } from 'mdast';
import type { InlineMath, Math as MathBlock } from 'mdast-util-math';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { renderTex, TexError } from '../../markdown/maths.ts';
import { explainTexError } from '../../markdown/tex-errors.ts';
import type { Report } from '../problems.ts';

type Place = { line: number; column: number };

/** Line and column of a character of the text, counted from its beginning. */
function advance(from: Place, text: string): Place {
  const lines = text.split('\n');
  const last = lines.at(-1) ?? '';
  return lines.length === 1
    ? { line: from.line, column: from.column + last.length }
    : { line: from.line + lines.length - 1, column: last.length + 1 };
}

async function checkFormula(formula: MathBlock | InlineMath, source: string, report: Report, at?: Place) {
  const { start, end } = formula.position ?? {};
  const written = source.slice(start?.offset, end?.offset);
  const from = at ?? start;
  if (formula.type === 'inlineMath' && /^\$\s|\s\$$/.test(written)) {
    report(
      from,
      `“${written}” seria lido como fórmula.`,
      'Para dinheiro, escreva R\\$ 100. Em fórmula, não deixe espaço junto ao cifrão.',
    );
    return;
  }
  try {
    await renderTex(formula.value, formula.type === 'math');
  } catch (error) {
    if (!(error instanceof TexError)) throw error;
    const { cause, mend, offset } = explainTexError(error, formula.value);
    const skipped = Math.max(0, written.indexOf(formula.value)) + offset;
    report(
      from && !at ? advance(from, written.slice(0, skipped)) : from,
      `Fórmula com erro: ${cause}.`,
      mend,
    );
  }
}

/** @param at where the whole text is, when its own places are not those of the file (YAML, props) */
export async function checkMaths(tree: Root, source: string, report: Report, at?: Place): Promise<void> {
  const jobs: Promise<void>[] = [];
  visit(tree, (node) => {
    if (node.type === 'math' || node.type === 'inlineMath') jobs.push(checkFormula(node, source, report, at));
  });
  await Promise.all(jobs);
}

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkMath);

/** Formulas of a short Markdown text. */
export function checkTextMaths(text: string, report: Report, at: Place): Promise<void> {
  return checkMaths(parser.parse(text), text, report, at);
}
