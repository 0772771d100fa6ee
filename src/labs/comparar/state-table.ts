/** The controls of the comparison, and the runs that they describe. */
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
} from '../framework/rows.ts';
import { atSize, type MatchedSize, nearestTo } from '../training/matching.ts';
import { isMethodId, METHODS, type MethodId } from '../training/methods.ts';
import type { ModelShape } from '../training/model-shape.ts';
import { isModuleName, MODULES } from '../training/modules.ts';
import { recipeFor } from '../training/recipes.ts';
import { type KnobValues, type RunSpec, settingsFor } from '../training/run-spec.ts';
import { TASKS } from '../training/tasks.ts';

/** Titles of the groups of controls. */
export const GROUPS = {
  what: 'O que comparar',
  size: 'Como igualar',
  training: 'Treino, igual para todos',
  lora: 'Módulos-alvo de LoRA, QLoRA, DoRA e VeRA',
} as const;

export const TABLE = defineTable({
  task: choice({
    label: 'Tarefa',
    key: 'tarefa',
    group: GROUPS.what,
    options: {
      clausulas: TASKS.clausulas.title,
      atendimento: TASKS.atendimento.title,
      sentimento: TASKS.sentimento.title,
      triagem: TASKS.triagem.title,
    },
    default: 'clausulas',
  }),
  methods: set({
    label: 'Métodos',
    key: 'metodos',
    group: GROUPS.what,
    options: {
      prefix: METHODS.prefix.name,
      prompt: METHODS.prompt.name,
      adapter: METHODS.adapter.name,
      lora: METHODS.lora.name,
      qlora: METHODS.qlora.name,
      dora: METHODS.dora.name,
      vera: METHODS.vera.name,
      ia3: METHODS.ia3.name,
      full: METHODS.full.name,
    },
    default: 'prefix prompt adapter',
  }),
  match: choice({
    label: 'Igualar por',
    key: 'igualar',
    group: GROUPS.size,
    options: { parametros: 'número de parâmetros', posto: 'posto, comprimento ou gargalo' },
    default: 'parametros',
    look: 'radios',
  }),
  budget: range({
    label: 'Parâmetros treináveis, cerca de',
    key: 'parametros',
    group: GROUPS.size,
    values: [256, 512, 768, 1024, 1152, 1536, 2048, 4096, 8192],
    // On the shipped base a prefix of 3, a prompt of 12 and a bottleneck of 1 all come within 0.4% of it.
    default: 1152,
    shownWhen: { match: ['parametros'] },
  }),
  size: range({
    label: 'Posto = comprimento = gargalo',
    key: 'posto',
    group: GROUPS.size,
    values: doubling(1, 32),
    default: 1,
    shownWhen: { match: ['posto'] },
  }),
  steps: number({
    label: 'Passos',
    key: 'passos',
    group: GROUPS.training,
    min: 1,
    max: 2000,
    integer: true,
    default: recipeFor('clausulas', 'prefix').steps,
  }),
  batch: range({
    label: 'Exemplos por lote',
    key: 'lote',
    group: GROUPS.training,
    values: doubling(1, 32),
    default: recipeFor('clausulas', 'prefix').batch,
  }),
  seed: number({
    label: 'Semente',
    help: '“Rodar 3 sementes” usa esta e as duas seguintes.',
    key: 'semente',
    group: GROUPS.training,
    min: 0,
    max: 999_990,
    integer: true,
    default: 1,
  }),
  recorded: boolean({
    label: 'Sobrepor os resultados gravados',
    help: 'Execuções de referência, feitas antes em outra máquina.',
    key: 'gravados',
    group: GROUPS.what,
    default: false,
  }),
  targets: set({
    label: 'Módulos-alvo',
    key: 'alvos',
    group: GROUPS.lora,
    options: Object.fromEntries(Object.entries(MODULES).map(([name, { label }]) => [name, label])),
    default: 'q v',
  }),
});

export type CompareState = StateOf<typeof TABLE>;

/** A task brings the steps and the batch of its recipe. */
export const FOLLOW: Follow<typeof TABLE> = {
  rows: ['task'],
  defaults({ task }) {
    const { steps, batch } = recipeFor(task, 'prefix');
    return { steps, batch };
  },
};

/** A method that takes part, at the size that makes it comparable. */
export interface Entry {
  readonly method: MethodId;
  readonly matched: MatchedSize;
  /** The run with one seed; method, learning rate and size are the entry's, the rest is the same for all. */
  readonly specFor: (seed: number) => RunSpec;
}

/** The methods that the controls name, each at its size. */
export function entriesOf(state: CompareState, shape: ModelShape): Entry[] {
  const { task, match, budget, size, steps, batch } = state;
  const chosen = namesIn(state.targets).filter(isModuleName);
  return namesIn(state.methods)
    .filter(isMethodId)
    .map((method) => {
      const { learningRate, ...recipe } = recipeFor(task, method);
      // (IA)³ has its own places; the others that have targets take the reader's.
      const knobs: KnobValues = { ...recipe, targets: method === 'ia3' ? recipe.targets : chosen };
      const matched =
        match === 'parametros' ? nearestTo(shape, method, knobs, budget) : atSize(shape, method, knobs, size);
      const settings = settingsFor(method, withSize(knobs, matched));
      return {
        method,
        matched,
        specFor: (seed) => ({ task, method, settings, learningRate, steps, batch, seed }),
      };
    });
}

/** Knobs at a size; LoRA's alpha stays twice its rank, as in the recipes. */
function withSize(knobs: KnobValues, { knob, size }: MatchedSize): KnobValues {
  if (!knob || size === undefined) return knobs;
  return { ...knobs, [knob]: size, ...(knob === 'rank' && { alpha: 2 * size }) };
}

/** `Prefix-Tuning, 3 vetores`. */
export function entryName({ method, matched: { knob, size } }: Pick<Entry, 'method' | 'matched'>): string {
  const { name } = METHODS[method];
  if (!knob) return name;
  if (knob === 'length') return `${name}, ${size} ${size === 1 ? 'vetor' : 'vetores'}`;
  return `${name}, ${knob === 'rank' ? 'posto' : 'gargalo'} ${size}`;
}
