import { foldConstants } from './fold.ts';
import { formatShape, isPossible, type Shape } from './shape.ts';
import { type DType, dataFrom, type TensorData } from './tensor.ts';
import { type Attributes, GraphError, type Value } from './value.ts';

/** Constants up to this many elements are compared by content, so that equal ones are one. */
const SHARED_CONSTANT_SIZE = 64;

/** What a node is made of. */
export interface NodeSpec {
  readonly op: string;
  readonly inputs: readonly Value[];
  readonly dtype: DType;
  readonly shape: Shape;
  readonly attributes?: Attributes;
  /** Operator set; `''` is standard ONNX, `com.microsoft` holds onnxruntime's own operators. */
  readonly domain?: string;
}

/**
 * A graph under construction. It only grows: an expression that is already there is returned instead of being made
 * again (common-subexpression elimination), and what no output needs is left out when the graph is written.
 * Operators are functions (see `ops.ts`); this class only keeps the values.
 */
export class Graph {
  readonly #values: Value[] = [];
  readonly #memo = new Map<string, Value>();
  readonly #names = new Set<string>();
  #scope = '';

  /**
   * Declares an input. Declaring the same name, type and shape again returns the same value.
   * @throws GraphError if the name is taken by another input.
   */
  input(name: string, dtype: DType, shape: Shape): Value {
    const key = `Input ${name} ${dtype} ${shape.join()}`;
    const existing = this.#memo.get(key);
    if (existing) return existing;
    if (this.#names.has(name)) throw new GraphError('Input', [], `the name "${name}" is taken`);
    this.#names.add(name);
    return this.#remember(key, { op: 'Input', inputs: [], dtype, shape }, name, undefined);
  }

  /**
   * A constant tensor, row-major.
   * @throws GraphError if the number of elements does not fit the shape.
   */
  constant(dtype: DType, shape: readonly number[], values: TensorData | readonly number[]): Value {
    const data = ArrayBuffer.isView(values) ? values : dataFrom(dtype, values);
    const size = shape.reduce((product, dim) => product * dim, 1);
    if (data.length !== size) {
      throw new GraphError('Constant', [], `${data.length} elements do not fill shape [${shape.join(', ')}]`);
    }
    const content = size <= SHARED_CONSTANT_SIZE ? data.join() : `#${this.#values.length}`;
    const key = `Constant ${dtype} ${shape.join()} ${content}`;
    const existing = this.#memo.get(key);
    return existing ?? this.#remember(key, { op: 'Constant', inputs: [], dtype, shape }, undefined, data);
  }

  /** A constant with no dimensions. */
  scalar(value: number, dtype: DType = 'float32'): Value {
    return this.constant(dtype, [], [value]);
  }

  /** A list of integers, as operators take for shapes and axes. */
  int64(values: readonly number[]): Value {
    return this.constant('int64', [values.length], values);
  }

  /**
   * The value of a node: folded to a constant where that pays, the earlier one if the same node exists.
   * Operators call this once they have checked their operands and inferred the type.
   * @throws GraphError if an operand belongs to another graph, or the shape is impossible.
   */
  node(spec: NodeSpec): Value {
    const key = nodeKey(spec);
    const existing = this.#memo.get(key);
    if (existing) return existing;
    if (spec.inputs.some((input) => input.graph !== this)) {
      throw new GraphError(spec.op, spec.inputs, 'an operand belongs to another graph');
    }
    if (!isPossible(spec.shape)) {
      throw new GraphError(spec.op, spec.inputs, `no value may have the shape ${formatShape(spec.shape)}`);
    }
    const folded = foldConstants(this, spec);
    if (folded) {
      this.#memo.set(key, folded);
      return folded;
    }
    return this.#remember(key, spec, undefined, undefined);
  }

  /** The value of a node if the graph already has it: for rules that reuse what was computed anyway. */
  find(spec: NodeSpec): Value | undefined {
    return this.#memo.get(nodeKey(spec));
  }

  /** Names every node made by `build` after `name`, for readers of the exported graph and of profiles. */
  scope<T>(name: string, build: () => T): T {
    const outer = this.#scope;
    this.#scope = outer ? `${outer}/${name}` : name;
    try {
      return build();
    } finally {
      this.#scope = outer;
    }
  }

  #remember(key: string, spec: NodeSpec, name: string | undefined, data: TensorData | undefined): Value {
    const index = this.#values.length;
    const value: Value = {
      graph: this,
      index,
      name: name ?? `${this.#scope ? `${this.#scope}/` : ''}${spec.op}_${index}`,
      op: spec.op,
      domain: spec.domain ?? '',
      inputs: spec.inputs,
      attributes: spec.attributes ?? {},
      dtype: spec.dtype,
      shape: spec.shape,
      data,
    };
    this.#values.push(value);
    this.#memo.set(key, value);
    return value;
  }
}

function nodeKey(spec: NodeSpec): string {
  const operands = spec.inputs.map((input) => input.index).join();
  const attributes = spec.attributes ? JSON.stringify(spec.attributes) : '';
  return `${spec.domain ?? ''}.${spec.op} ${operands} ${spec.dtype} ${spec.shape.join()} ${attributes}`;
}
