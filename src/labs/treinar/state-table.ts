/** The controls of "Treine um adaptador", and the run that they describe. */
import {
  boolean,
  choice,
  defineTable,
  doubling,
  type Follow,
  namesIn,
  number,
  range,
  type StateOf,
  set,
  setOf,
  stateOf,
} from '../framework/rows.ts';
import { METHODS, methodsWith } from '../training/methods.ts';
import { isModuleName, MODULES } from '../training/modules.ts';
import { recipeFor } from '../training/recipes.ts';
import { type KnobValues, type RunSpec, settingsFor } from '../training/run-spec.ts';
import { TASKS } from '../training/tasks.ts';

/** Titles of the groups of controls. */
export const GROUPS = {
  main: 'O que treinar',
  modules: 'Onde o método age',
  size: 'Tamanho do adaptador',
  base: 'Base quantizada',
  training: 'Treino',
} as const;

/** The lab opens with LoRA on contract clauses. */
const LORA_FIRST = recipeFor('clausulas', 'lora');

export const TABLE = defineTable({
  task: choice({
    label: 'Tarefa',
    key: 'tarefa',
    group: GROUPS.main,
    options: {
      clausulas: TASKS.clausulas.title,
      atendimento: TASKS.atendimento.title,
      sentimento: TASKS.sentimento.title,
      triagem: TASKS.triagem.title,
    },
    default: 'clausulas',
  }),
  method: choice({
    label: 'Método',
    key: 'metodo',
    group: GROUPS.main,
    options: {
      lora: METHODS.lora.name,
      qlora: METHODS.qlora.name,
      dora: METHODS.dora.name,
      vera: METHODS.vera.name,
      prefix: METHODS.prefix.name,
      prompt: METHODS.prompt.name,
      adapter: METHODS.adapter.name,
      ia3: METHODS.ia3.name,
      full: METHODS.full.name,
    },
    default: 'lora',
  }),
  targets: set({
    label: 'Módulos-alvo',
    key: 'alvos',
    group: GROUPS.modules,
    options: Object.fromEntries(Object.entries(MODULES).map(([name, { label }]) => [name, label])),
    default: LORA_FIRST.targets.join(' '),
    shownWhen: { method: methodsWith('targets') },
  }),
  rank: range({
    label: 'Posto r',
    key: 'posto',
    group: GROUPS.size,
    values: doubling(1, 64),
    default: LORA_FIRST.rank,
    shownWhen: { method: methodsWith('rank') },
  }),
  alpha: range({
    label: 'Alfa α',
    help: 'O adaptador entra multiplicado por α ÷ r.',
    key: 'alpha',
    group: GROUPS.size,
    values: doubling(1, 128),
    default: LORA_FIRST.alpha,
    shownWhen: { method: methodsWith('alpha') },
  }),
  rsLora: boolean({
    label: 'Dividir α por √r (rsLoRA)',
    key: 'rslora',
    group: GROUPS.size,
    default: false,
    shownWhen: { method: methodsWith('rsLora') },
  }),
  dInitial: range({
    label: 'Valor inicial de d',
    key: 'd',
    group: GROUPS.size,
    values: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1],
    default: 0.1,
    shownWhen: { method: methodsWith('dInitial') },
  }),
  length: range({
    label: 'Vetores na frente do texto',
    key: 'vetores',
    group: GROUPS.size,
    values: [1, 2, 3, 4, 6, 8, 12, 16, 24, 32],
    default: LORA_FIRST.length,
    shownWhen: { method: methodsWith('length') },
  }),
  bottleneck: range({
    label: 'Largura do gargalo',
    key: 'gargalo',
    group: GROUPS.size,
    values: doubling(1, 64),
    default: LORA_FIRST.bottleneck,
    shownWhen: { method: methodsWith('bottleneck') },
  }),
  base: choice({
    label: 'Tipo dos pesos da base',
    key: 'tipo',
    group: GROUPS.base,
    options: { nf4: 'NF4 (4 bits)', fp4: 'FP4 (4 bits)', int4: 'INT4 (4 bits)', int8: 'INT8 (8 bits)' },
    default: 'nf4',
    shownWhen: { method: methodsWith('base') },
  }),
  blockSize: range({
    label: 'Pesos por bloco',
    key: 'bloco',
    group: GROUPS.base,
    values: doubling(32, 1024),
    default: 64,
    shownWhen: { method: methodsWith('blockSize') },
  }),
  doubleQuant: boolean({
    label: 'Quantização dupla',
    key: 'dupla',
    group: GROUPS.base,
    default: true,
    shownWhen: { method: methodsWith('doubleQuant') },
  }),
  learningRate: number({
    label: 'Taxa de aprendizado',
    key: 'taxa',
    group: GROUPS.training,
    min: 1e-6,
    max: 1,
    default: LORA_FIRST.learningRate,
  }),
  steps: number({
    label: 'Passos',
    key: 'passos',
    group: GROUPS.training,
    min: 1,
    max: 5000,
    integer: true,
    default: LORA_FIRST.steps,
  }),
  batch: range({
    label: 'Exemplos por lote',
    key: 'lote',
    group: GROUPS.training,
    values: doubling(1, 32),
    default: LORA_FIRST.batch,
  }),
  seed: number({
    label: 'Semente',
    help: 'Decide o sorteio inicial e a ordem dos exemplos.',
    key: 'semente',
    group: GROUPS.training,
    min: 0,
    max: 999_999,
    integer: true,
    default: 1,
  }),
});

export type TrainState = StateOf<typeof TABLE>;

/** A task and a method bring the recipe that suits them. */
export const FOLLOW: Follow<typeof TABLE> = {
  rows: ['task', 'method'],
  defaults({ task, method }) {
    const { targets, ...recipe } = recipeFor(task, method);
    return { ...recipe, targets: targets.join(' ') };
  },
};

/** What the controls say of the method's settings. */
export function knobsOf(state: TrainState): KnobValues {
  const { rank, alpha, rsLora, dInitial, length, bottleneck, base, blockSize, doubleQuant } = state;
  const targets = namesIn(state.targets).filter(isModuleName);
  return {
    rank,
    alpha,
    rsLora,
    targets,
    dInitial,
    length,
    bottleneck,
    base,
    blockSize,
    doubleQuant,
  };
}

/** The run that the controls describe. */
export function specOf(state: TrainState): RunSpec {
  const { task, method, learningRate, steps, batch, seed } = state;
  return { task, method, settings: settingsFor(method, knobsOf(state)), learningRate, steps, batch, seed };
}

const MODULE_OF = new Map<string, string>(
  Object.entries(MODULES).map(([name, { projection }]) => [projection, name]),
);

/** The controls that describe a run: what a kept run says, over its recipe. */
export function stateOfSpec(spec: RunSpec): TrainState {
  const { task, method, settings, learningRate, steps, batch, seed } = spec;
  const { targets, ...rest } = settings;
  const names = targets?.flatMap((target) => MODULE_OF.get(target) ?? []) ?? [];
  const first = stateOf(TABLE, { task, method });
  return stateOf(TABLE, {
    ...first,
    ...FOLLOW.defaults(first),
    ...rest,
    ...(names.length > 0 && { targets: setOf(TABLE.targets, names) }),
    ...{ learningRate, steps, batch, seed },
  });
}
