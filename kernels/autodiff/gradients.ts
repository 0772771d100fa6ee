/**
 * Reverse-mode automatic differentiation: extends a graph with the gradients of one of its values.
 * One sweep from the loss to the parameters, which calls a node's rule only for the operands that lead to a parameter:
 * nothing is computed below the lowest trained part, and nothing for frozen weights.
 */
import { liveValues } from '../onnx/live.ts';
import { add, zeros } from '../onnx/ops.ts';
import { GraphError, type Value } from '../onnx/value.ts';
import type { Rules, Vjp } from './rule.ts';
import { elementwiseRules } from './rules/elementwise.ts';
import { gatherRules } from './rules/gather.ts';
import { matmulRules } from './rules/matmul.ts';
import { movementRules } from './rules/movement.ts';
import { neuralRules } from './rules/neural.ts';
import { reduceRules } from './rules/reduce.ts';

/** Every rule, by ONNX operator. */
export const RULES: Rules = {
  ...elementwiseRules,
  ...matmulRules,
  ...reduceRules,
  ...movementRules,
  ...gatherRules,
  ...neuralRules,
};

interface CustomGradient {
  readonly inputs: readonly Value[];
  readonly vjp: Vjp;
}

const CUSTOM = new WeakMap<Value, CustomGradient>();

/**
 * Gives a composed expression a gradient of its own, where one that is derived by hand is shorter than the sum of its
 * nodes' rules. The sweep then jumps from `value` to `inputs` and does not look at what lies between.
 * @param vjp its gradients with respect to `inputs`, in their order
 */
export function withGradient(value: Value, inputs: readonly Value[], vjp: Vjp): Value {
  CUSTOM.set(value, { inputs, vjp });
  return value;
}

/**
 * Gradients of a scalar with respect to some values of its graph, in their order. A value on which the scalar does not
 * depend has a gradient of zeros.
 * @throws GraphError if the loss is no float32 scalar, or a node on the way has no rule
 */
export function gradients(loss: Value, parameters: readonly Value[]): Value[] {
  if (loss.shape.length > 0 || loss.dtype !== 'float32') {
    throw new GraphError('gradients', [loss], 'the loss must be a float32 scalar');
  }
  const leaves = new Set(parameters);
  const order = liveValues([loss]);
  const leading = leadingTo(leaves, order);
  const adjoints = new Map<Value, Value>([[loss, loss.graph.scalar(1)]]);

  for (const node of order.reverse()) {
    const adjoint = adjoints.get(node);
    if (!adjoint || leaves.has(node) || !leading.has(node)) continue;
    const { inputs, vjp } = gradientOf(node);
    for (const [i, pull] of vjp(node, adjoint).entries()) {
      const input = inputs[i];
      if (!pull || !input || !leading.has(input)) continue;
      const contribution = pull();
      const sum = adjoints.get(input);
      adjoints.set(input, sum ? add(sum, contribution) : contribution);
    }
  }
  return parameters.map((parameter) => adjoints.get(parameter) ?? zeros(parameter, parameter.shape));
}

function gradientOf(node: Value): CustomGradient {
  const custom = CUSTOM.get(node);
  if (custom) return custom;
  const vjp = RULES[node.op];
  if (!vjp) throw new GraphError(node.op, node.inputs, 'the operator has no gradient rule');
  return { inputs: node.inputs, vjp };
}

/** The values that depend on a leaf, leaves included. `order` has operands before users. */
function leadingTo(leaves: ReadonlySet<Value>, order: readonly Value[]): Set<Value> {
  const leading = new Set(leaves);
  for (const node of order) {
    const inputs = CUSTOM.get(node)?.inputs ?? node.inputs;
    if (inputs.some((input) => leading.has(input))) leading.add(node);
  }
  return leading;
}
