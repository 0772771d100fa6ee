/** What a person reads or hears of a TypeScript module, so that its spelling can be checked in place. */
import ts from 'typescript';

/** Attributes that no one reads, though their values may look like words. */
const SILENT_ATTRIBUTES = new Set(['class', 'd', 'href', 'points', 'style', 'transform', 'viewBox']);

/** Names, keys and addresses have neither a space, nor an accent, nor one capital first: `botao`, `/modelos/`, `TexError`. */
const PROSE = /^\p{Lu}\p{Ll}+[.:…]?$|\p{L}[,;:.]? \p{L}|[^\p{ASCII}]/u;

/** Messages for whoever develops the site: in English, and no reader meets them. */
const DEVELOPER_ERRORS = /^(?:Type|Range)?Error$|^DOMException$/;

function isSilent(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return true;
  if (ts.isJsxAttribute(node)) return SILENT_ATTRIBUTES.has(node.name.getText());
  return ts.isNewExpression(node) && DEVELOPER_ERRORS.test(node.expression.getText());
}

/** A name to compare with, as in `kind === 'Formula'`. */
function isCompared({ parent }: ts.Node): boolean {
  if (!ts.isBinaryExpression(parent)) return false;
  const { kind } = parent.operatorToken;
  return (
    kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsEqualsToken
  );
}

function isText(node: ts.Node): boolean {
  if (ts.isJsxText(node)) return true;
  const literal =
    ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
  return literal && PROSE.test(node.text.trim()) && !isCompared(node);
}

/** `code` with everything blanked out except its visible texts, each at its own line and column. */
export function visibleText(fileName: string, code: string): string {
  const file = ts.createSourceFile(fileName, code, ts.ScriptTarget.Latest, true);
  const blank = code.replace(/[^\n]/g, ' ');
  let result = '';
  const visit = (node: ts.Node): void => {
    if (isSilent(node)) return;
    if (isText(node)) result += blank.slice(result.length, node.getStart()) + node.getText();
    else ts.forEachChild(node, visit);
  };
  visit(file);
  return result + blank.slice(result.length);
}
