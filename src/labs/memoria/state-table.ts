/** The controls of "Quanto de memória?", and the setup that they describe. */
import {
  boolean,
  choice,
  defineTable,
  doubling,
  evenly,
  number,
  range,
  type StateOf,
} from '../framework/rows.ts';
import { type Architecture, PRESETS } from '../training/architectures.ts';
import type { Setup } from './estimate.ts';

/** Titles of the groups of controls. */
export const GROUPS = {
  model: 'Modelo',
  tuning: 'Ajuste',
  training: 'Treino',
  numbers: 'Precisão e otimizador',
  paging: 'Placa da simulação',
  cost: 'Custo',
} as const;

const own = { model: ['proprio'] };
const peft = { method: ['lora', 'qlora'] };

export const TABLE = defineTable({
  model: choice({
    label: 'Modelo base',
    key: 'modelo',
    group: GROUPS.model,
    options: {
      'tinyllama-1.1b': 'TinyLlama-1.1B',
      'llama-2-7b': 'Llama-2-7B',
      'llama-3-8b': 'Llama-3-8B',
      'llama-2-13b': 'Llama-2-13B',
      'llama-65b': 'LLaMA-65B',
      'llama-2-70b': 'Llama-2-70B',
      'gpt-3-175b': 'GPT-3 175B',
      proprio: 'Outro: digite as dimensões',
    },
    default: 'llama-2-7b',
  }),
  hidden: number({
    label: 'Largura h',
    key: 'h',
    group: GROUPS.model,
    min: 16,
    max: 65_536,
    integer: true,
    default: 2048,
    shownWhen: own,
  }),
  layers: number({
    label: 'Camadas L',
    key: 'camadas',
    group: GROUPS.model,
    min: 1,
    max: 512,
    integer: true,
    default: 16,
    shownWhen: own,
  }),
  heads: number({
    label: 'Cabeças de atenção',
    key: 'cabecas',
    group: GROUPS.model,
    min: 1,
    max: 512,
    integer: true,
    default: 32,
    shownWhen: own,
  }),
  kvHeads: number({
    label: 'Cabeças de chave e valor',
    help: 'Menos que as de atenção quando o modelo usa GQA.',
    key: 'cabecas-kv',
    group: GROUPS.model,
    min: 1,
    max: 512,
    integer: true,
    default: 8,
    shownWhen: own,
  }),
  feedForward: number({
    label: 'Largura da rede feed-forward, i',
    key: 'mlp',
    group: GROUPS.model,
    min: 16,
    max: 262_144,
    integer: true,
    default: 8192,
    shownWhen: own,
  }),
  vocabulary: number({
    label: 'Vocabulário V',
    key: 'vocabulario',
    group: GROUPS.model,
    min: 16,
    max: 1_000_000,
    integer: true,
    default: 128_256,
    shownWhen: own,
  }),
  method: choice({
    label: 'Método',
    key: 'metodo',
    group: GROUPS.tuning,
    options: {
      completo: 'Ajuste completo',
      lora: 'LoRA',
      qlora: 'QLoRA (base em NF4)',
      prefixo: 'Ajuste de prefixo',
      prompt: 'Ajuste de prompt',
      adaptador: 'Adaptador de gargalo',
      ia3: '(IA)³',
    },
    default: 'lora',
  }),
  targets: choice({
    label: 'Módulos-alvo',
    key: 'alvos',
    group: GROUPS.tuning,
    options: {
      qv: 'consulta e valor (q, v)',
      qkvo: 'toda a atenção (q, k, v, o)',
      todas: 'todas as lineares',
      'todas-e-cabeca': 'todas as lineares e a cabeça',
    },
    default: 'qv',
    shownWhen: peft,
  }),
  rank: range({
    label: 'Posto r',
    key: 'posto',
    group: GROUPS.tuning,
    values: doubling(1, 256),
    default: 8,
    shownWhen: peft,
  }),
  vectors: range({
    label: 'Vetores',
    key: 'vetores',
    group: GROUPS.tuning,
    values: [1, 2, 4, 8, 10, 16, 20, 32, 50, 64, 100, 128],
    default: 20,
    shownWhen: { method: ['prefixo', 'prompt'] },
  }),
  bottleneck: range({
    label: 'Largura do gargalo g',
    key: 'gargalo',
    group: GROUPS.tuning,
    values: doubling(4, 512),
    default: 64,
    shownWhen: { method: ['adaptador'] },
  }),
  blockSize: range({
    label: 'Pesos por bloco',
    key: 'bloco',
    group: GROUPS.tuning,
    values: doubling(32, 4096),
    default: 64,
    shownWhen: { method: ['qlora'] },
  }),
  doubleQuantisation: boolean({
    label: 'Quantização dupla',
    key: 'dupla',
    group: GROUPS.tuning,
    default: true,
    shownWhen: { method: ['qlora'] },
  }),
  batch: range({
    label: 'Sequências por lote, b',
    key: 'lote',
    group: GROUPS.training,
    values: doubling(1, 128),
    default: 1,
  }),
  sequence: range({
    label: 'Tokens por sequência, s',
    key: 'seq',
    group: GROUPS.training,
    values: doubling(128, 32_768),
    default: 512,
  }),
  checkpointing: boolean({
    label: 'Recomputar ativações',
    help: 'Guarda só a entrada de cada camada e refaz o resto na volta: menos memória, mais tempo.',
    key: 'recomputar',
    group: GROUPS.training,
    default: true,
  }),
  flash: boolean({
    label: 'FlashAttention',
    help: 'Não guarda a matriz de atenção s × s.',
    key: 'flash',
    group: GROUPS.training,
    default: true,
  }),
  precision: choice({
    label: 'Precisão do que se treina',
    help: 'A base congelada fica em 16 bits, ou em 32 na última opção.',
    key: 'precisao',
    group: GROUPS.numbers,
    options: {
      mista: 'mista, com cópia em 32 bits',
      'mista-sem-copia': '16 bits, médias em 32',
      bf16: 'BF16 em tudo',
      fp32: 'FP32 em tudo',
    },
    default: 'mista',
  }),
  optimiser: choice({
    label: 'Otimizador',
    key: 'otimizador',
    group: GROUPS.numbers,
    options: {
      adamw: 'AdamW',
      'adamw-paginado': 'AdamW paginado',
      'adamw-8bit': 'AdamW de 8 bits',
      'sgd-momento': 'SGD com momento',
      sgd: 'SGD',
    },
    default: 'adamw',
  }),
  overhead: range({
    label: 'Contexto e sobras',
    unit: 'GB',
    help: 'Contexto da GPU (0,5 a 1 GB), buffers, fragmentação: escolha quanto reservar.',
    key: 'reserva',
    group: GROUPS.numbers,
    values: evenly(0, 8, 0.5),
    default: 0.5,
  }),
  card: choice({
    label: 'Memória da placa',
    key: 'placa',
    group: GROUPS.paging,
    options: {
      '8': '8 GB',
      '12': '12 GB',
      '16': '16 GB',
      '24': '24 GB',
      '40': '40 GB',
      '48': '48 GB',
      '80': '80 GB',
    },
    default: '16',
  }),
  hours: number({
    label: 'Horas de treino',
    key: 'horas',
    group: GROUPS.cost,
    min: 0,
    max: 100_000,
    default: 10,
  }),
  cards: number({
    label: 'Placas ao mesmo tempo',
    key: 'placas',
    group: GROUPS.cost,
    min: 1,
    max: 10_000,
    integer: true,
    default: 1,
  }),
  price: number({
    label: 'Preço da hora de uma placa',
    help: 'Na moeda em que você paga. Os preços mudam, e o laboratório não sugere nenhum.',
    key: 'preco',
    group: GROUPS.cost,
    min: 0,
    max: 100_000,
    default: 0,
  }),
});

export type MemoryState = StateOf<typeof TABLE>;

/** Dimensions of the chosen model. */
export function architectureOf(state: MemoryState): Architecture {
  if (state.model !== 'proprio') return PRESETS[state.model];
  const { hidden, layers, heads, kvHeads, feedForward, vocabulary } = state;
  return { family: 'llama', hidden, layers, heads, kvHeads, feedForward, vocabulary };
}

/** The setup that the controls describe. */
export function setupOf(state: MemoryState): Setup {
  const { method, targets, rank, vectors, bottleneck, blockSize, doubleQuantisation } = state;
  const { batch, sequence, checkpointing, flash, precision, optimiser } = state;
  return {
    architecture: architectureOf(state),
    ...{ method, targets, rank, vectors, bottleneck, blockSize, doubleQuantisation },
    ...{ batch, sequence, checkpointing, flash, precision, optimiser },
    overhead: state.overhead * 1e9,
  };
}

/** Why typed dimensions make no Transformer, in Portuguese; undefined when they do. */
export function dimensionError({ hidden, heads, kvHeads }: Architecture): string | undefined {
  if (hidden % heads !== 0) return `A largura h (${hidden}) não se divide em ${heads} cabeças iguais.`;
  if (heads % kvHeads !== 0)
    return `${heads} cabeças de atenção não se dividem entre ${kvHeads} de chave e valor.`;
  return undefined;
}
