/** The controls of "Anatomia do Transformer". */
import { choice, defineTable, doubling, number, range, type StateOf, text } from '../framework/rows.ts';
import { sampleOf } from './samples.ts';

/** Titles of the groups of controls. */
export const GROUPS = {
  model: 'Modelo',
  method: 'Método',
  part: 'Peça em exame',
  sentence: 'Frase',
  attention: 'Mapa de atenção',
  head: 'Cabeça',
} as const;

/** Longest sentence, in characters: a few dozen tokens, so that every word fits beside its map. */
const LONGEST_SENTENCE = 160;

export const TABLE = defineTable({
  model: choice({
    label: 'De que modelo',
    key: 'modelo',
    group: GROUPS.model,
    look: 'radios',
    options: { base: 'o modelo base deste site', 'llama-2-7b': 'Llama-2-7B' },
    default: 'base',
  }),
  method: choice({
    label: 'Método ligado',
    key: 'metodo',
    group: GROUPS.method,
    options: {
      nenhum: 'nenhum: só a base',
      completo: 'ajuste fino completo',
      lora: 'LoRA',
      qlora: 'QLoRA',
      dora: 'DoRA',
      prefixo: 'ajuste de prefixo',
      prompt: 'ajuste de prompt',
      adaptador: 'adaptador de gargalo',
      ia3: '(IA)³',
    },
    default: 'lora',
  }),
  targets: choice({
    label: 'Módulos-alvo',
    key: 'alvos',
    group: GROUPS.method,
    options: { qv: 'Q e V', qkvo: 'Q, K, V e O', todas: 'as sete matrizes' },
    default: 'qv',
    shownWhen: { method: ['lora', 'qlora', 'dora'] },
  }),
  rank: range({
    label: 'Posto r',
    key: 'posto',
    group: GROUPS.method,
    values: doubling(1, 64),
    default: 4,
    shownWhen: { method: ['lora', 'qlora', 'dora'] },
  }),
  vectors: range({
    label: 'Vetores treináveis',
    key: 'vetores',
    group: GROUPS.method,
    values: doubling(1, 64),
    default: 8,
    shownWhen: { method: ['prefixo', 'prompt'] },
  }),
  bottleneck: range({
    label: 'Largura do gargalo',
    key: 'gargalo',
    group: GROUPS.method,
    values: doubling(1, 256),
    default: 4,
    shownWhen: { method: ['adaptador'] },
  }),
  part: choice({
    label: 'Peça',
    help: 'Ou aponte para ela no desenho.',
    key: 'peca',
    group: GROUPS.part,
    options: {
      incorporacao: 'incorporação',
      'norma-1': 'norma antes da atenção',
      q: 'Q, consulta',
      k: 'K, chave',
      v: 'V, valor',
      atencao: 'atenção',
      o: 'O, projeção de saída',
      'soma-1': 'soma residual da atenção',
      'norma-2': 'norma antes da rede feed-forward',
      porta: 'porta',
      subida: 'subida',
      produto: 'SiLU e produto',
      descida: 'descida',
      'soma-2': 'soma residual da rede feed-forward',
      'norma-final': 'norma final',
      cabeca: 'cabeça de saída',
    },
    default: 'q',
  }),
  sentence: text({
    label: 'Texto que o modelo vai ler',
    help: 'O modelo foi treinado com frases curtas em português. O sinal ⏎ vale uma quebra de linha.',
    key: 'frase',
    group: GROUPS.sentence,
    maxLength: LONGEST_SENTENCE,
    default: sampleOf('clausulas'),
  }),
  task: choice({
    label: 'Adaptador',
    help: 'Cada um foi treinado em uma tarefa.',
    key: 'adaptador',
    group: GROUPS.sentence,
    options: {
      clausulas: 'cláusulas de contrato',
      atendimento: 'atendimento da loja',
      sentimento: 'sentimento de avaliações',
      triagem: 'triagem de recados',
      recrutamento: 'recrutamento',
    },
    default: 'clausulas',
  }),
  look: choice({
    label: 'Adaptador na leitura',
    key: 'leitura',
    group: GROUPS.attention,
    look: 'radios',
    options: { desligado: 'desligado', ligado: 'ligado', diferenca: 'a diferença' },
    default: 'desligado',
  }),
  // Chosen in the gallery of heads, whose size the model decides.
  layer: number({
    label: 'Camada',
    key: 'camada',
    group: GROUPS.head,
    min: 1,
    max: 1024,
    integer: true,
    default: 1,
  }),
  head: number({
    label: 'Cabeça',
    key: 'cabeca',
    group: GROUPS.head,
    min: 1,
    max: 1024,
    integer: true,
    default: 1,
  }),
});

export type AnatomyState = StateOf<typeof TABLE>;
export type PartId = AnatomyState['part'];
export type MethodId = AnatomyState['method'];
