/**
 * Fusion of sums into the node that makes one of their terms, which saves a node and a pass over memory:
 *
 *     X + Gemm(A, B)                    ->  Gemm(A, B, X)
 *     X + Gemm(A, B, Gemm(C, D))        ->  Gemm(A, B, Gemm(C, D, X))
 *     X + ScatterElements(0, rows, U)   ->  ScatterElements(X, rows, U)
 *
 * Residual connections, low-rank updates and the accumulation of gradients all become free this way. A term is only
 * absorbed if nothing else uses it.
 */
import { liveValues } from './live.ts';
import { gemm } from './matmul.ts';
import { sameShape } from './shape.ts';
import { floatAttribute, inputOf, intAttribute, type Value } from './value.ts';

/** The same outputs, computed with fewer nodes. */
export function fuseSums(outputs: readonly Value[]): Value[] {
  const live = liveValues(outputs);
  const uses = countUses(live, outputs);
  const rewritten = new Map<Value, Value>();
  /** Rewritten values with one user. */
  const exclusive = new Set<Value>();
  const current = (value: Value): Value => rewritten.get(value) ?? value;

  for (const value of live) {
    const result = rewrite(value, current, exclusive);
    rewritten.set(value, result);
    if (uses.get(value) === 1) exclusive.add(result);
  }
  return outputs.map(current);
}

function countUses(live: readonly Value[], outputs: readonly Value[]): Map<Value, number> {
  const uses = new Map<Value, number>();
  for (const used of [...live.flatMap((value) => value.inputs), ...outputs]) {
    uses.set(used, (uses.get(used) ?? 0) + 1);
  }
  return uses;
}

function rewrite(value: Value, current: (value: Value) => Value, exclusive: ReadonlySet<Value>): Value {
  if (value.inputs.length === 0) return value;
  const inputs = value.inputs.map(current);
  if (value.op === 'Add') {
    const [a, b] = [inputOf(value, 0), inputOf(value, 1)].map(current);
    if (a && b) {
      const fused = absorb(a, b, value, exclusive) ?? absorb(b, a, value, exclusive);
      if (fused) return fused;
    }
  }
  if (inputs.every((input, i) => input === value.inputs[i])) return value;
  return value.graph.node({ ...value, inputs });
}

/** `term` with `addend` summed into it, or undefined if it cannot take it. */
function absorb(addend: Value, term: Value, sum: Value, exclusive: ReadonlySet<Value>): Value | undefined {
  if (!exclusive.has(term) || !sameShape(term.shape, sum.shape)) return undefined;
  if (term.op === 'ScatterElements') {
    const [data, indices, updates] = [inputOf(term, 0), inputOf(term, 1), inputOf(term, 2)];
    const isZero = data.op === 'Expand' && inputOf(data, 0).data?.every((element) => Number(element) === 0);
    if (!isZero || !sameShape(addend.shape, data.shape)) return undefined;
    return term.graph.node({ ...term, inputs: [addend, indices, updates] });
  }
  if (term.op !== 'Gemm') return undefined;
  const [a, b, inner] = term.inputs;
  if (!a || !b) return undefined;
  const c = inner ? absorb(addend, inner, sum, exclusive) : addend;
  return c && gemm(a, b, { ...gemmOptions(term), c });
}

function gemmOptions(term: Value) {
  return {
    transA: intAttribute(term, 'transA', 0) === 1,
    transB: intAttribute(term, 'transB', 0) === 1,
    alpha: floatAttribute(term, 'alpha', 1),
    beta: floatAttribute(term, 'beta', 1),
  };
}
