/** MDX as a tree, with Portuguese messages for what does not even parse. */
import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { VFileMessage } from 'vfile-message';
import type { Report } from './problems.ts';

const FRONT_MATTER = /^---\r?\n([\s\S]*?)\r?\n?---[ \t]*(?:\r?\n|$)/;

/** Splits an MDX file; the body keeps its line numbers. */
export function splitFrontMatter(text: string): { yaml: string | undefined; body: string } {
  const match = FRONT_MATTER.exec(text);
  if (!match) return { yaml: undefined, body: text };
  const blank = match[0].replace(/[^\n]/g, '');
  return { yaml: match[1] ?? '', body: blank + text.slice(match[0].length) };
}

type Translation = readonly [pattern: RegExp, cause: (found: string) => string, mend: string];

const SYNTAX_ERRORS: readonly Translation[] = [
  [
    /closing tag for `<(\/?[\w.]*)>`/,
    (tag) => `A tag <${tag}> foi aberta e não foi fechada.`,
    'Feche-a com </…> ou escreva <… />. Em bloco, abertura e fechamento ficam em linhas próprias.',
  ],
  [
    /closing slash `\/` in tag|corresponding opening tag|closing tag `<\/?([\w.]+)/,
    (tag) => `A tag de fechamento ${tag ? `</${tag}> ` : ''}não combina com a que está aberta.`,
    'Confira o nome e a ordem das tags.',
  ],
  [
    /parse expression with acorn/,
    () => 'O que está entre chaves { } não é uma expressão.',
    'Para chaves no texto, escreva \\{ e \\}. Para fixar o id de um título, escreva {/* #id */} no fim dele.',
  ],
  [
    /Unexpected character .* before name/,
    () => 'Há um < que não abre uma tag.',
    'Para o sinal “menor que”, escreva \\< ou ponha a conta entre cifrões.',
  ],
  [
    /end of file in expression|end of file, expected .*expression/,
    () => 'Uma chave { foi aberta e não foi fechada.',
    'Para uma chave no texto, escreva \\{.',
  ],
  [
    /before attribute value|in attribute value/,
    () => 'O valor de uma propriedade não está entre aspas.',
    'Escreva propriedade="valor".',
  ],
  [/Unexpected character/, () => 'Há um sinal inesperado dentro de uma tag.', 'Confira aspas, = e />.'],
  [/Unexpected end of file/, () => 'O arquivo acaba no meio de uma tag.', 'Feche a tag com > ou />.'],
];

const parser = unified().use(remarkParse).use(remarkMdx).use(remarkGfm).use(remarkMath);

/** Where the fault is; an unclosed tag says it only in the text: "(12:1-12:7)". */
function placeOf({ reason, line, column }: VFileMessage): { line: number; column: number } {
  const [, textLine, textColumn] = /\((\d+):(\d+)-/.exec(reason) ?? [];
  return { line: line ?? Number(textLine ?? 1), column: column ?? Number(textColumn ?? 1) };
}

/** The tree of the body; undefined (and reported) when it does not parse. */
export function parseMdx(body: string, report: Report): Root | undefined {
  try {
    return parser.parse(body);
  } catch (error) {
    if (!(error instanceof VFileMessage)) throw error;
    const { reason } = error;
    const known = SYNTAX_ERRORS.find(([pattern]) => pattern.test(reason));
    const found = known?.[0].exec(reason)?.[1] ?? '';
    report(placeOf(error), known?.[1](found) ?? `MDX inválido: ${reason}.`, known?.[2] ?? '');
    return undefined;
  }
}
