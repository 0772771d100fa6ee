/** What a method adds to the model, part by part: taken from the tensors that the method itself declares. */
import type { LlamaConfig } from '../../../kernels/formats/llama-config.ts';
import { ALL_PROJECTIONS, type Projection } from '../../../kernels/formats/llama-weights.ts';
import { elementCount } from '../../../kernels/formats/tensor.ts';
import type { Adapter, Parameter } from '../../../kernels/peft/method.ts';
import { findMethod } from '../../../kernels/peft/registry.ts';
import { partOfProjection, partsOf } from './parts.ts';
import type { AnatomyState, MethodId, PartId } from './state-table.ts';

/**
 * How new tensors meet the part: beside a matrix, as a vector that scales it, behind it, as keys and values in front of
 * the text's, as vectors in front of the text, or in its own place.
 */
export type Entry = 'paralelo' | 'escala' | 'serie' | 'chaves' | 'entrada' | 'pesos';

export interface Addition {
  readonly part: PartId;
  readonly entry: Entry;
  /** Trainable tensors of one block, or of the whole model outside the blocks, by their name in the adapter's file. */
  readonly tensors: readonly { readonly name: string; readonly shape: readonly number[] }[];
  /** Trainable parameters in the whole model. */
  readonly parameters: number;
}

export interface Plan {
  readonly method: MethodId;
  readonly additions: ReadonlyMap<PartId, Addition>;
  /** Trainable parameters of the whole model. */
  readonly trainable: number;
  /** Parts whose frozen weights are held in 4 bits. */
  readonly quantised: ReadonlySet<PartId>;
}

const METHOD_IDS: Readonly<Record<Exclude<MethodId, 'nenhum'>, string>> = {
  completo: 'full',
  lora: 'lora',
  qlora: 'qlora',
  dora: 'dora',
  prefixo: 'prefix',
  prompt: 'prompt',
  adaptador: 'adapter',
  ia3: 'ia3',
};

const TARGETS: Readonly<Record<AnatomyState['targets'], readonly Projection[]>> = {
  qv: ['q_proj', 'v_proj'],
  qkvo: ['q_proj', 'k_proj', 'v_proj', 'o_proj'],
  todas: ALL_PROJECTIONS,
};

function settingsOf({ method, targets, rank, vectors, bottleneck }: AnatomyState): object {
  switch (method) {
    case 'lora':
    case 'qlora':
    case 'dora':
      return { rank, alpha: 2 * rank, targets: TARGETS[targets] };
    case 'prefixo':
    case 'prompt':
      return { length: vectors };
    case 'adaptador':
      return { bottleneck };
    default:
      return {};
  }
}

/** The method of a state, configured for a model; undefined when none is on. @throws FormatError in Portuguese */
function adapterOf(config: LlamaConfig, state: AnatomyState): Adapter | undefined {
  if (state.method === 'nenhum') return undefined;
  const id = METHOD_IDS[state.method];
  const method = findMethod(id);
  if (!method) throw new Error(`There is no method "${id}".`);
  return method.configure(config, settingsOf(state));
}

const BEHIND: Readonly<Record<string, PartId>> = { self_attn: 'o', mlp: 'descida' };

/** Where a trainable tensor stands. @throws Error on a name of no known form: a new method needs a place in the drawing */
function placeOf(method: MethodId, name: string, basePlaces: ReadonlyMap<string, PartId>) {
  const base = basePlaces.get(name.replace(/layers\.\d+\./, 'layers.0.'));
  if (base) return { part: base, entry: 'pesos' as const };
  if (name === 'prompt_embeddings') {
    return method === 'prefixo'
      ? { part: 'atencao' as const, entry: 'chaves' as const }
      : { part: 'incorporacao' as const, entry: 'entrada' as const };
  }
  const [, module = '', leaf = ''] = /layers\.\d+\.(\w+)\.([\w.]+)$/.exec(name) ?? [];
  const behind = leaf.startsWith('adapter_') ? BEHIND[module] : undefined;
  if (behind) return { part: behind, entry: 'serie' as const };
  const part = partOfProjection(leaf.split('.')[0] ?? '');
  if (!part) throw new Error(`The drawing has no place for the tensor "${name}".`);
  return { part, entry: leaf.endsWith('ia3_l') ? ('escala' as const) : ('paralelo' as const) };
}

/** What the method of a state adds to a model. */
export function planOf(config: LlamaConfig, state: AnatomyState): Plan {
  const adapter = adapterOf(config, state);
  const parts = partsOf(config);
  const basePlaces = new Map(parts.flatMap(({ file, id }) => (file ? [[file, id] as const] : [])));
  const groups = new Map<PartId, { entry: Entry; parameters: Parameter[] }>();
  for (const parameter of adapter?.parameters ?? []) {
    const { part, entry } = placeOf(state.method, parameter.name, basePlaces);
    const group = groups.get(part) ?? { entry, parameters: [] };
    group.parameters.push(parameter);
    groups.set(part, group);
  }
  const additions = new Map(
    [...groups].map(([part, { entry, parameters }]): [PartId, Addition] => [
      part,
      {
        part,
        entry,
        tensors: parameters
          .filter(({ name }) => !/layers\.(?!0\.)\d+\./.test(name))
          .map(({ name, shape }) => ({ name, shape })),
        parameters: parameters.reduce((sum, { shape }) => sum + elementCount(shape), 0),
      },
    ]),
  );
  return {
    method: state.method,
    additions,
    trainable: [...additions.values()].reduce((sum, { parameters }) => sum + parameters, 0),
    quantised: new Set(
      state.method === 'qlora' ? parts.flatMap(({ id, projection }) => (projection ? [id] : [])) : [],
    ),
  };
}
