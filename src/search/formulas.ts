/** How alike two formulas are, both as compact text (see `compactFormula`): "w0ba" and "ww0alfarba". */

const SYMBOL =
  /(?:alfa|beta|delta|epsilon|eta|teta|lambda|sigma|psi|softmax|absmax|max|min|cos|sen|log|desq|[a-z])\d*|\d+/g;
/** Fewer symbols stand in any formula in any order. */
const FEWEST = 3;
/** What has all symbols in order, and how much more it may say between them. */
const IN_ORDER = 0.75;

/** Share of the letter pairs of `asked` that `formula` has. */
function sharedPairs(asked: string, formula: string): number {
  const pairs = Array.from({ length: asked.length - 1 }, (_, at) => asked.slice(at, at + 2));
  return pairs.filter((pair) => formula.includes(pair)).length / Math.max(1, pairs.length);
}

/** Symbols from the first to the last of `wanted` where they stand in this order, closest together; Infinity: nowhere. */
function stretch(wanted: readonly string[], symbols: readonly string[]): number {
  let shortest = Number.POSITIVE_INFINITY;
  for (const [start, first] of symbols.entries()) {
    if (first !== wanted[0]) continue;
    let at = start;
    for (const symbol of wanted.slice(1)) {
      at = symbols.indexOf(symbol, at + 1);
      if (at === -1) break;
    }
    if (at !== -1) shortest = Math.min(shortest, at - start + 1);
  }
  return shortest;
}

/**
 * From 0 to 1, which is for a formula that contains what was asked. One that has all its symbols in order is alike,
 * the more the closer they stand: "W0 + BA" leaves out a factor. Row vectors write a product from the other side, xAB.
 */
export function formulaLikeness(asked: string, formula: string): number {
  if (formula.includes(asked)) return 1;
  const wanted = asked.match(SYMBOL) ?? [];
  const symbols = formula.match(SYMBOL) ?? [];
  const closest = Math.min(stretch(wanted, symbols), stretch(wanted.toReversed(), symbols));
  const inOrder = wanted.length < FEWEST ? 0 : IN_ORDER + ((1 - IN_ORDER) * wanted.length) / closest;
  return Math.max(sharedPairs(asked, formula), closest === Number.POSITIVE_INFINITY ? 0 : inOrder);
}
