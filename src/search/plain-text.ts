/** Readable text of a built page's subtree, with its maths written on one line: "W0 + (α/r)BA". */
import type { Element, Nodes } from 'hast';

/** Drawings, controls and what a page hides from search. Of a formula, only its MathML is read. */
function isSkipped({ tagName, properties }: Element): boolean {
  return (
    ['svg', 'button', 'script', 'style', 'template', 'details', 'mjx-break'].includes(tagName) ||
    properties['dataPagefindIgnore'] !== undefined ||
    properties['hidden'] !== undefined
  );
}

function elementsOf(node: Element): Element[] {
  return node.children.filter((child) => child.type === 'element');
}

function operator(sign: string): string {
  if (sign === ',') return ', ';
  return /^[=≈≪≤≥<>∈+×·⋅]$/.test(sign) ? ` ${sign} ` : sign;
}

/** `<math>` in one line; parentheses appear only where a fraction or a root needs them. */
function mathText(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element') return '';
  const all = () => node.children.map(mathText).join('');
  const grouped = (child: Element | undefined) => {
    const text = child ? mathText(child) : '';
    return /[+−-]/.test(text) ? `(${text})` : text;
  };
  const [first, second] = elementsOf(node);
  if (node.tagName === 'mfrac') return `${grouped(first)}/${grouped(second)}`;
  if (node.tagName === 'msqrt') return `√${grouped(first)}`;
  if (node.tagName === 'mtr') return `${all()} `;
  if (node.tagName === 'mtd' || node.tagName === 'math') return ` ${all()} `;
  if (node.tagName === 'mo') return operator(all());
  // A comma inside a group of its own is a decimal mark, not a separator.
  if (node.tagName === 'mrow' && all() === ', ') return ',';
  return all();
}

function isMaths(node: Nodes): boolean {
  return node.type === 'element' && node.tagName === 'mjx-assistive-mml';
}

const BLOCKS = new Set([
  'p',
  'li',
  'tr',
  'caption',
  'figcaption',
  'div',
  'dt',
  'dd',
  'h2',
  'h3',
  'h4',
  'ol',
  'ul',
  'br',
]);

function collect(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (node.type === 'root') return node.children.map(collect).join('');
  if (node.type !== 'element' || isSkipped(node)) return '';
  if (node.tagName === 'math') return mathText(node);
  if (node.tagName === 'mjx-container') {
    // Punctuation that goes with a formula is drawn before its MathML.
    const [maths, rest] = [node.children.filter(isMaths), node.children.filter((child) => !isMaths(child))];
    return [...maths, ...rest]
      .map(collect)
      .join('')
      .replace(/^\s+/, '')
      .replace(/\s+([,.;:!?])/, '$1');
  }
  const text = node.children.map(collect).join('');
  if (node.tagName === 'td' || node.tagName === 'th') return ` ${text} · `;
  return BLOCKS.has(node.tagName) ? ` ${text} ` : text;
}

/** Text of a subtree on one line. */
export function plainText(node: Nodes): string {
  return collect(node)
    .replace(/\s+/g, ' ')
    .replace(/ ([,.;:!?])/g, '$1')
    .trim();
}

/** Every formula of a subtree, each on one line. */
export function formulasOf(node: Nodes): string[] {
  if (node.type === 'root') return node.children.flatMap(formulasOf);
  if (node.type !== 'element' || isSkipped(node)) return [];
  if (node.tagName === 'math') return [mathText(node).replace(/\s+/g, ' ').trim()];
  return node.children.flatMap(formulasOf);
}
