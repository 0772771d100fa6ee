/** The controls of "NF4: quatro bits por peso". */
import { BLOCK_SIZES, type QuantSettings } from '../../../kernels/quant/quantize.ts';
import { boolean, choice, defineTable, number, range, type StateOf, text } from '../framework/rows.ts';
import { PROJECTION_NAMES } from '../training/modules.ts';

/** Titles of the groups of controls. */
export const GROUPS = {
  weights: 'Pesos',
  format: 'Formato',
  one: 'Um peso',
  model: 'Modelo inteiro',
} as const;

const base = { source: ['base'] };

export const TABLE = defineTable({
  source: choice({
    label: 'De onde vêm os pesos',
    key: 'pesos',
    group: GROUPS.weights,
    options: {
      base: 'do modelo base',
      normal: 'sorteio: normal',
      uniforme: 'sorteio: uniforme',
      caudas: 'sorteio: caudas pesadas',
      atipicos: 'sorteio: normal com atípicos',
    },
    default: 'base',
  }),
  projection: choice({
    label: 'Matriz',
    key: 'matriz',
    group: GROUPS.weights,
    options: PROJECTION_NAMES,
    default: 'q_proj',
    shownWhen: base,
  }),
  layer: number({
    label: 'Camada',
    help: 'Depois da última, vale a última.',
    key: 'camada',
    group: GROUPS.weights,
    min: 1,
    max: 64,
    integer: true,
    default: 1,
    shownWhen: base,
  }),
  outliers: range({
    label: 'Pesos atípicos',
    help: 'Em 4096 pesos. Cada um é multiplicado pelo fator abaixo.',
    key: 'atipicos',
    group: GROUPS.weights,
    values: [1, 4, 16, 64, 256],
    default: 16,
    shownWhen: { source: ['atipicos'] },
  }),
  outlierFactor: range({
    label: 'Fator dos atípicos',
    key: 'fator',
    group: GROUPS.weights,
    values: [2, 5, 10, 20, 50],
    default: 10,
    shownWhen: { source: ['atipicos'] },
  }),
  seed: number({
    label: 'Semente do sorteio',
    key: 'semente',
    group: GROUPS.weights,
    min: 0,
    max: 999_999,
    integer: true,
    default: 1,
    shownWhen: { source: ['normal', 'uniforme', 'caudas', 'atipicos'] },
  }),
  type: choice({
    label: 'Tipo numérico',
    key: 'tipo',
    group: GROUPS.format,
    options: { nf4: 'NF4', fp4: 'FP4', int4: 'INT4', int8: 'INT8' },
    default: 'nf4',
    look: 'radios',
  }),
  blockSize: range({
    label: 'Pesos por bloco',
    key: 'bloco',
    group: GROUPS.format,
    values: BLOCK_SIZES,
    default: 64,
  }),
  doubleQuant: boolean({
    label: 'Quantização dupla',
    help: 'Guarda também as escalas em 8 bits.',
    key: 'dupla',
    group: GROUPS.format,
    default: true,
  }),
  weight: number({
    label: 'Peso número',
    help: 'Na ordem em que a matriz é lida, linha por linha. Depois do último, vale o último.',
    key: 'peso',
    group: GROUPS.one,
    min: 1,
    max: 10_000_000,
    integer: true,
    // The first weight that the page opens with is the largest of its block, which falls on the last level by definition.
    default: 2,
  }),
  prompt: text({
    label: 'Começo da frase',
    help: 'Os dois modelos continuam este texto.',
    key: 'comeco',
    group: GROUPS.model,
    maxLength: 60,
    default: 'Era uma vez',
  }),
});

export type Nf4State = StateOf<typeof TABLE>;

export function settingsOf({ type, blockSize, doubleQuant }: Nf4State): QuantSettings {
  return { type, blockSize, doubleQuant };
}

/** `NF4, blocos de 64, quantização dupla`. */
export function nameOf({ type, blockSize, doubleQuant }: QuantSettings): string {
  return `${TABLE.type.options[type]}, blocos de ${blockSize}${doubleQuant ? ', quantização dupla' : ''}`;
}
