/** Writes a graph as an ONNX model. */
import { create, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { fuseSums } from './fuse.ts';
import { liveValues } from './live.ts';
import {
  type AttributeProtoSchema,
  ModelProtoSchema,
  type NodeProtoSchema,
  type TensorProtoSchema,
  type ValueInfoProtoSchema,
} from './onnx_pb.ts';
import type { Shape } from './shape.ts';
import { bytesOf, type DType, ONNX_TYPE, type Tensor } from './tensor.ts';
import { type Attribute, GraphError, inputOf, intAttribute, knownDim, type Value } from './value.ts';

/** IR version of ONNX 1.12 and the operator set it brought: what every current runtime and the official checker know. */
const IR_VERSION = 8n;
const OPERATOR_SET = 17n;
/** Alignment of tensors in an external data file, so that a runtime may map it into memory. */
const ALIGNMENT = 64;

/** An input or output of a model: what to feed, or what comes out. */
export interface Port {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: Shape;
}

export interface WriteOptions {
  /** Inputs that become initializers (weights inside the model), by name. */
  readonly initializers?: ReadonlyMap<string, Tensor>;
  /** Name of a file beside the model that holds the initializers' bytes; without it they are in the model. */
  readonly externalFile?: string;
}

export interface WrittenModel {
  readonly model: Uint8Array<ArrayBuffer>;
  /** Contents of the external data file, if one was asked for. */
  readonly external: Uint8Array<ArrayBuffer> | undefined;
}

/** A finished graph: outputs fixed, sums fused, dead nodes gone. */
export class GraphModel {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly nodeCount: number;
  readonly #name: string;
  readonly #values: readonly Value[];
  readonly #results: ReadonlyMap<string, Value>;

  /**
   * @param outputs values by the name they get as outputs
   * @throws GraphError if an output is an input or a constant, bears an input's name, or has two names
   */
  constructor(name: string, outputs: Readonly<Record<string, Value>>) {
    this.#name = name;
    const fused = fuseSums(Object.values(outputs));
    this.#results = new Map(Object.keys(outputs).flatMap((key, i) => (fused[i] ? [[key, fused[i]]] : [])));
    this.#values = liveValues(fused);
    for (const value of fused) {
      if (value.inputs.length === 0) throw new GraphError('Output', [value], 'an output must be computed');
    }
    if (new Set(fused).size !== fused.length)
      throw new GraphError('Output', fused, 'one value has two names');
    this.inputs = this.#values.filter((value) => value.op === 'Input').map(portOf);
    const clash = this.inputs.find((input) => this.#results.has(input.name));
    if (clash) throw new GraphError('Output', [], `"${clash.name}" is already the name of an input`);
    this.outputs = [...this.#results].map(([key, value]) => ({ ...portOf(value), name: key }));
    this.nodeCount = this.#values.filter((value) => value.inputs.length > 0).length;
  }

  /** Names of the outputs that are only another shape of some value, which a runtime copies instead of computing. */
  viewOutputs(): string[] {
    return [...this.#results].flatMap(([name, { op }]) => (op === 'Reshape' ? [name] : []));
  }

  /** How many nodes of each operator the model has, for reports and tests. */
  operatorCounts(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { op, inputs } of this.#values) {
      if (inputs.length > 0) counts.set(op, (counts.get(op) ?? 0) + 1);
    }
    return counts;
  }

  /** Floating-point operations of the matrix products in one run, 2 for each multiply-add. @throws GraphError if a size is symbolic */
  matrixFlops(): number {
    let flops = 0;
    for (const value of this.#values) {
      if (value.op !== 'Gemm' && value.op !== 'MatMul') continue;
      const inner = knownDim(inputOf(value, 0), intAttribute(value, 'transA', 0) === 1 ? 0 : -1);
      flops += 2 * inner * value.shape.reduce<number>((size, _, axis) => size * knownDim(value, axis), 1);
    }
    return flops;
  }

  /** The model's bytes, as `InferenceSession.create` takes them: every weight is an input. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.write().model;
  }

  /**
   * The model's bytes, with some inputs bound to weights: for a file that stands by itself.
   * @throws GraphError if a tensor does not fit the input of its name
   */
  write({ initializers = new Map(), externalFile }: WriteOptions = {}): WrittenModel {
    const names = new Map<Value, string>([...this.#results].map(([key, value]) => [value, key]));
    const nameOf = (value: Value): string => names.get(value) ?? value.name;
    const store = new TensorStore(externalFile);
    const input: MessageInitShape<typeof ValueInfoProtoSchema>[] = [];
    const initializer: MessageInitShape<typeof TensorProtoSchema>[] = [];
    const node: MessageInitShape<typeof NodeProtoSchema>[] = [];

    for (const value of this.#values) {
      if (value.op === 'Constant' && value.data) {
        const dims = value.shape.map(Number);
        initializer.push(inlineTensor(value.name, { dtype: value.dtype, shape: dims, data: value.data }));
      } else if (value.op === 'Input') {
        const bound = initializers.get(value.name);
        if (bound) initializer.push(store.add(value, bound));
        else input.push(valueInfo(portOf(value)));
      } else {
        node.push({
          name: value.name,
          opType: value.op,
          domain: value.domain,
          input: value.inputs.map(nameOf),
          output: [nameOf(value)],
          attribute: Object.entries(value.attributes).map(([name, attribute]) =>
            attributeProto(name, attribute),
          ),
        });
      }
    }
    const model = create(ModelProtoSchema, {
      irVersion: IR_VERSION,
      producerName: 'ajuste-fino',
      opsetImport: [
        { domain: '', version: OPERATOR_SET },
        { domain: 'com.microsoft', version: 1n },
      ],
      graph: { name: this.#name, node, initializer, input, output: this.outputs.map(valueInfo) },
    });
    return { model: toBinary(ModelProtoSchema, model), external: store.bytes() };
  }
}

function portOf({ name, dtype, shape }: Value): Port {
  return { name, dtype, shape };
}

function valueInfo({ name, dtype, shape }: Port): MessageInitShape<typeof ValueInfoProtoSchema> {
  const dim = shape.map((size) =>
    typeof size === 'number'
      ? { value: { case: 'dimValue' as const, value: BigInt(size) } }
      : { value: { case: 'dimParam' as const, value: size } },
  );
  return {
    name,
    type: { value: { case: 'tensorType', value: { elemType: ONNX_TYPE[dtype], shape: { dim } } } },
  };
}

function attributeProto(name: string, attribute: Attribute): MessageInitShape<typeof AttributeProtoSchema> {
  // Codes of AttributeProto.AttributeType.
  if ('float' in attribute) return { name, type: 1, f: attribute.float };
  if ('int' in attribute) return { name, type: 2, i: BigInt(attribute.int) };
  if ('string' in attribute) return { name, type: 3, s: new TextEncoder().encode(attribute.string) };
  return { name, type: 7, ints: attribute.ints.map(BigInt) };
}

function inlineTensor(name: string, tensor: Tensor): MessageInitShape<typeof TensorProtoSchema> {
  const dims = tensor.shape.map(BigInt);
  return { name, dims, dataType: ONNX_TYPE[tensor.dtype], rawData: bytesOf(tensor.data) };
}

/** Collects weights, in the model itself or in one external file. */
class TensorStore {
  readonly #file: string | undefined;
  readonly #chunks: Uint8Array<ArrayBuffer>[] = [];
  #length = 0;

  constructor(file: string | undefined) {
    this.#file = file;
  }

  add(input: Value, tensor: Tensor): MessageInitShape<typeof TensorProtoSchema> {
    const fits =
      tensor.dtype === input.dtype &&
      input.shape.every((dim, i) => typeof dim === 'string' || dim === tensor.shape[i]);
    if (!fits || tensor.shape.length !== input.shape.length) {
      throw new GraphError(
        'Input',
        [input],
        `"${input.name}" cannot hold ${tensor.dtype} [${tensor.shape.join(', ')}]`,
      );
    }
    if (!this.#file) return inlineTensor(input.name, tensor);
    const bytes = bytesOf(tensor.data);
    const padding = (ALIGNMENT - (this.#length % ALIGNMENT)) % ALIGNMENT;
    const offset = this.#length + padding;
    this.#chunks.push(new Uint8Array(padding), bytes);
    this.#length = offset + bytes.length;
    return {
      name: input.name,
      dims: tensor.shape.map(BigInt),
      dataType: ONNX_TYPE[tensor.dtype],
      dataLocation: 1,
      externalData: [
        { key: 'location', value: this.#file },
        { key: 'offset', value: `${offset}` },
        { key: 'length', value: `${bytes.length}` },
      ],
    };
  }

  bytes(): Uint8Array<ArrayBuffer> | undefined {
    if (!this.#file) return undefined;
    const all = new Uint8Array(this.#length);
    let at = 0;
    for (const chunk of this.#chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return all;
  }
}
