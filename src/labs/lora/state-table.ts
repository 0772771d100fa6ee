/** The controls of "LoRA: a camada transparente". */
import {
  boolean,
  choice,
  defineTable,
  evenly,
  number,
  range,
  type StateOf,
  text,
} from '../framework/rows.ts';
import { PROJECTION_NAMES } from '../training/modules.ts';
import { DRAWING_PATTERN, MAX_LETTERS } from './drawing.ts';

/** Titles of the groups of controls. */
export const GROUPS = {
  target: 'Atualização ΔW',
  adapter: 'Adaptador',
  training: 'Treino',
  drawing: 'Desenho',
  counter: 'Conta dos parâmetros',
} as const;

const made = { target: ['figura', 'palavra', 'aleatoria'] };
const real = { target: ['real'] };

export const TABLE = defineTable({
  target: choice({
    label: 'Que mudança aprender',
    key: 'alvo',
    group: GROUPS.target,
    options: {
      figura: 'uma figura',
      palavra: 'uma palavra',
      desenho: 'um desenho seu',
      aleatoria: 'aleatória, de posto conhecido',
      real: 'a de um ajuste completo da base',
    },
    default: 'figura',
  }),
  picture: choice({
    label: 'Figura',
    key: 'figura',
    group: GROUPS.target,
    options: {
      coracao: 'coração',
      rosto: 'rosto',
      disco: 'disco',
      xadrez: 'xadrez',
      listras: 'listras inclinadas',
      diagonal: 'diagonal',
    },
    default: 'coracao',
    shownWhen: { target: ['figura'] },
  }),
  word: text({
    label: 'Palavra',
    help: 'Até oito letras ou algarismos.',
    key: 'palavra',
    group: GROUPS.target,
    maxLength: 8,
    default: 'LoRA',
    shownWhen: { target: ['palavra'] },
  }),
  trueRank: range({
    label: 'Posto de ΔW',
    key: 'posto-alvo',
    group: GROUPS.target,
    values: evenly(1, 16, 1),
    default: 4,
    shownWhen: { target: ['aleatoria'] },
  }),
  projection: choice({
    label: 'Matriz',
    key: 'matriz',
    group: GROUPS.target,
    options: PROJECTION_NAMES,
    default: 'v_proj',
    shownWhen: real,
  }),
  layer: number({
    label: 'Camada',
    help: 'Depois da última, vale a última.',
    key: 'camada',
    group: GROUPS.target,
    min: 1,
    max: 64,
    integer: true,
    default: 1,
    shownWhen: real,
  }),
  fullSteps: range({
    label: 'Passos do ajuste completo',
    key: 'passos-completo',
    group: GROUPS.target,
    values: [20, 40, 60, 100, 150],
    default: 60,
    shownWhen: real,
  }),
  size: choice({
    label: 'Tamanho',
    key: 'tamanho',
    group: GROUPS.target,
    options: { '32': '32 × 32', '64': '64 × 64' },
    default: '32',
    look: 'radios',
    shownWhen: { target: [...made.target, 'desenho'] },
  }),
  drawing: text({
    label: 'Desenho',
    key: 'desenho',
    group: GROUPS.drawing,
    maxLength: MAX_LETTERS,
    default: '',
    form: { pattern: DRAWING_PATTERN, why: 'não é um desenho' },
    shownWhen: { target: ['desenho'] },
  }),
  rank: range({
    label: 'Posto r',
    key: 'posto',
    group: GROUPS.adapter,
    values: [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 48, 64],
    default: 2,
  }),
  alpha: range({
    label: 'Alfa α',
    help: 'BA entra multiplicado por s = α/r.',
    key: 'alfa',
    group: GROUPS.adapter,
    values: [1, 2, 4, 8, 16, 32, 64, 128],
    default: 4,
  }),
  rsLora: boolean({
    label: 'Dividir por √r em vez de r (rsLoRA)',
    key: 'rslora',
    group: GROUPS.adapter,
    default: false,
  }),
  learningRate: range({
    label: 'Taxa de aprendizado',
    key: 'taxa',
    group: GROUPS.training,
    values: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3],
    default: 0.03,
  }),
  steps: range({
    label: 'Passos',
    key: 'passos',
    group: GROUPS.training,
    values: [50, 100, 200, 300, 500, 1000, 2000],
    default: 300,
  }),
  seed: number({
    label: 'Semente',
    help: 'Decide A no início e a matriz aleatória. A mesma semente dá a mesma curva.',
    key: 'semente',
    group: GROUPS.training,
    min: 0,
    max: 999_999,
    integer: true,
    default: 1,
  }),
  example: choice({
    label: 'Matriz',
    key: 'conta',
    group: GROUPS.counter,
    options: {
      exemplo: 'o exemplo da aula, 1000 × 1000',
      'llama-2-7b': 'Llama-2-7B: q_proj e v_proj',
      'gpt-3': 'GPT-3 175B: consulta e valor',
      'llama-2-70b-v': 'Llama-2-70B, com GQA: v_proj',
      propria: 'outra: digite d e k',
    },
    default: 'exemplo',
  }),
  rows: number({
    label: 'd, linhas (saída)',
    key: 'd',
    group: GROUPS.counter,
    min: 1,
    max: 1_000_000,
    integer: true,
    default: 768,
    shownWhen: { example: ['propria'] },
  }),
  columns: number({
    label: 'k, colunas (entrada)',
    key: 'k',
    group: GROUPS.counter,
    min: 1,
    max: 1_000_000,
    integer: true,
    default: 768,
    shownWhen: { example: ['propria'] },
  }),
  countRank: number({
    label: 'Posto r da conta',
    key: 'r',
    group: GROUPS.counter,
    min: 1,
    max: 100_000,
    integer: true,
    default: 4,
  }),
});

export type LoraState = StateOf<typeof TABLE>;

/** s: what B A is multiplied by. */
export function scaleOf({ alpha, rank, rsLora }: Pick<LoraState, 'alpha' | 'rank' | 'rsLora'>): number {
  return alpha / (rsLora ? Math.sqrt(rank) : rank);
}
