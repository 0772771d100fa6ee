/** The parts of a Llama Transformer, from the tokens to the probabilities: what each is for and what it holds. */

import type { LlamaConfig } from '../../../kernels/formats/llama-config.ts';
import { type Projection, projectionPath, projectionShape } from '../../../kernels/formats/llama-weights.ts';
import { formatInteger as n } from '../../charts/format.ts';
import type { PartId } from './state-table.ts';

export interface Part {
  readonly id: PartId;
  /** Name with its symbol, for headings and tables. */
  readonly name: string;
  /** As short as a box of the drawing. */
  readonly label: string;
  /** What it does, in Portuguese. */
  readonly role: string;
  /** Repeated in every block. */
  readonly inBlock: boolean;
  /** Its weight in the model's file (of the first block); undefined where it holds none of its own. */
  readonly file: string | undefined;
  /** `[out, in]` of a matrix, `[width]` of a norm. */
  readonly shape: readonly number[] | undefined;
  /** The linear projection that it is. */
  readonly projection: Projection | undefined;
}

/** Parameters that a part holds in one block (or in the model, outside the blocks). */
export function parametersOf({ shape }: Part): number {
  return shape ? shape.reduce((product, size) => product * size, 1) : 0;
}

/** Parameters of a part in the whole model. */
export function totalOf(part: Part, config: LlamaConfig): number {
  return parametersOf(part) * (part.inBlock ? config.layers : 1);
}

/** `64 × 176`, rows first. */
export function shapeText(shape: readonly number[]): string {
  return shape.map(n).join(' × ');
}

type Text = Pick<Part, 'name' | 'label' | 'role'>;

const PROJECTIONS: Readonly<Partial<Record<PartId, Projection>>> = {
  q: 'q_proj',
  k: 'k_proj',
  v: 'v_proj',
  o: 'o_proj',
  porta: 'gate_proj',
  subida: 'up_proj',
  descida: 'down_proj',
};

/** The part that a projection is. */
export function partOfProjection(projection: string): PartId | undefined {
  return PART_IDS.find((id) => PROJECTIONS[id] === projection);
}

function textsFor(config: LlamaConfig): Record<PartId, Text> {
  const { hiddenSize, heads, kvHeads, headDim, intermediateSize, vocabSize, tiedEmbeddings } = config;
  const shared =
    kvHeads === heads
      ? ''
      : ` Há ${n(kvHeads)} cabeças de chave e valor para ${n(heads)} de consulta: cada uma serve a ${n(heads / kvHeads)} (GQA).`;
  return {
    incorporacao: {
      name: 'Incorporação',
      label: 'Incorporação',
      role: `Troca cada token por um vetor de ${n(hiddenSize)} números: a linha do token nesta matriz. Há uma linha para cada um dos ${n(vocabSize)} tokens do vocabulário.`,
    },
    'norma-1': {
      name: 'RMSNorm antes da atenção',
      label: 'RMSNorm',
      role: 'Divide o vetor pela raiz da média dos quadrados, para que tenha sempre o mesmo tamanho, e multiplica cada coordenada por um peso. Não subtrai a média e não tem viés.',
    },
    q: {
      name: 'Q, projeção de consulta',
      label: 'Q',
      role: `Faz a consulta: o que este token procura nos anteriores. A saída é repartida em ${n(heads)} cabeças de ${n(headDim)} números e girada conforme a posição (RoPE).`,
    },
    k: {
      name: 'K, projeção de chave',
      label: 'K',
      role: `Faz a chave: como este token se apresenta a quem procura. Também é girada conforme a posição (RoPE).${shared}`,
    },
    v: {
      name: 'V, projeção de valor',
      label: 'V',
      role: `Faz o valor: o que este token entrega a quem lhe dá atenção.${shared}`,
    },
    atencao: {
      name: 'Atenção',
      label: 'Atenção',
      role: `Em cada uma das ${n(heads)} cabeças, compara a consulta com as chaves (produto dividido por √${n(headDim)}), transforma em proporções com a softmax e mistura os valores. A máscara causal esconde os tokens que vêm depois. A conta em si não tem parâmetros.`,
    },
    o: {
      name: 'O, projeção de saída',
      label: 'O',
      role: `Junta o que as ${n(heads)} cabeças encontraram em um vetor de ${n(hiddenSize)} números.`,
    },
    'soma-1': {
      name: 'Soma residual da atenção',
      label: '+',
      role: 'Soma o resultado da atenção ao vetor que entrou no bloco. A linha grossa à esquerda é esse caminho: cada subbloco lê dela e soma a ela. Não tem parâmetros.',
    },
    'norma-2': {
      name: 'RMSNorm antes da rede feed-forward',
      label: 'RMSNorm',
      role: 'A mesma normalização de antes, com pesos próprios, agora na entrada da rede feed-forward.',
    },
    porta: {
      name: 'Porta da rede feed-forward',
      label: 'Porta',
      role: `Calcula quanto de cada um dos ${n(intermediateSize)} canais vai passar.`,
    },
    subida: {
      name: 'Subida da rede feed-forward',
      label: 'Subida',
      role: `Leva o vetor de ${n(hiddenSize)} para ${n(intermediateSize)} números, um por canal.`,
    },
    produto: {
      name: 'SiLU e produto',
      label: 'SiLU(porta) ⊙ subida',
      role: 'Passa a porta pela função SiLU e multiplica, número a número, pela subida. É a não linearidade do bloco (SwiGLU). Não tem parâmetros.',
    },
    descida: {
      name: 'Descida da rede feed-forward',
      label: 'Descida',
      role: `Traz o resultado de volta para ${n(hiddenSize)} números.`,
    },
    'soma-2': {
      name: 'Soma residual da rede feed-forward',
      label: '+',
      role: 'Soma o resultado da rede feed-forward ao caminho residual. O que sai é a entrada do bloco seguinte. Não tem parâmetros.',
    },
    'norma-final': {
      name: 'RMSNorm final',
      label: 'RMSNorm final',
      role: 'A última normalização, depois de todos os blocos.',
    },
    cabeca: {
      name: 'Cabeça de saída',
      label: 'Cabeça de saída',
      role: `Dá uma nota a cada um dos ${n(vocabSize)} tokens; a softmax transforma as notas em probabilidades do próximo token.${
        tiedEmbeddings
          ? ' Neste modelo é a própria matriz de incorporação, usada outra vez: não acrescenta parâmetros.'
          : ''
      }`,
    },
  };
}

/** In the order of the forward pass. */
const PART_IDS: readonly PartId[] = [
  'incorporacao',
  'norma-1',
  'q',
  'k',
  'v',
  'atencao',
  'o',
  'soma-1',
  'norma-2',
  'porta',
  'subida',
  'produto',
  'descida',
  'soma-2',
  'norma-final',
  'cabeca',
];

const OUTSIDE: ReadonlySet<PartId> = new Set<PartId>(['incorporacao', 'norma-final', 'cabeca']);

/** Every part of a model, in the order of the forward pass. */
export function partsOf(config: LlamaConfig): readonly Part[] {
  const texts = textsFor(config);
  const { hiddenSize, vocabSize, tiedEmbeddings } = config;
  const held: Partial<Record<PartId, readonly [file: string, shape: readonly number[]]>> = {
    incorporacao: ['model.embed_tokens.weight', [vocabSize, hiddenSize]],
    'norma-1': ['model.layers.0.input_layernorm.weight', [hiddenSize]],
    'norma-2': ['model.layers.0.post_attention_layernorm.weight', [hiddenSize]],
    'norma-final': ['model.norm.weight', [hiddenSize]],
    ...(!tiedEmbeddings && { cabeca: ['lm_head.weight', [vocabSize, hiddenSize]] as const }),
  };
  return PART_IDS.map((id) => {
    const projection = PROJECTIONS[id];
    const own = projection
      ? ([`${projectionPath(0, projection)}.weight`, projectionShape(config, projection)] as const)
      : held[id];
    return { id, ...texts[id], inBlock: !OUTSIDE.has(id), file: own?.[0], shape: own?.[1], projection };
  });
}
