/**
 * `npm run reference`: the recorded results that the site shows. Goes on where it was interrupted, on any machine: a
 * recorded row carries the fingerprint of the data, the recipe and the base that it was made of, and is made again where
 * they changed. Where only the compiler changed, ask for it with --fresh.
 * Usage: npm run reference -- [--minutes N] [--threads N] [--only receitas,bases,quantizacao,etica,execucoes]
 *          [--tasks clausulas,…] [--methods lora,…] [--fresh]   (of recipes, ethics and runs)
 */
import { parseArgs } from 'node:util';
import { openEngine } from '../kernels/cli/device.ts';
import { TASK_NAMES } from '../kernels/data/tasks/task.ts';
import { METHODS } from '../kernels/peft/registry.ts';
import { openBases } from './reference/bases.ts';
import { Clock } from './reference/clock.ts';
import { recordBases } from './reference/record-bases.ts';
import { recordEthics } from './reference/record-ethics.ts';
import { recordQuantization } from './reference/record-quantization.ts';
import { recordRecipes } from './reference/record-recipes.ts';
import { recordRuns } from './reference/record-runs.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '600' },
    threads: { type: 'string', default: '1' },
    only: { type: 'string' },
    tasks: { type: 'string' },
    methods: { type: 'string' },
    fresh: { type: 'boolean', default: false },
  },
});

const methodIds = METHODS.map(({ id }) => id);

/** The names given to an option; undefined: all. @throws Error for a name that is not one of those it takes */
function namesOf(option: string, given: string | undefined, known: readonly string[]): string[] | undefined {
  const names = given?.split(',');
  const unknown = names?.filter((name) => !known.includes(name)) ?? [];
  if (unknown.length > 0) {
    throw new Error(`--${option}: ${unknown.join(', ')} não existe; use ${known.join(', ')}.`);
  }
  return names;
}

const engine = openEngine(Number(values.threads));
const order = {
  clock: new Clock(Number(values.minutes)),
  fresh: values.fresh,
  tasks: namesOf('tasks', values.tasks, TASK_NAMES),
  methods: namesOf('methods', values.methods, methodIds),
};
const bases = openBases(engine);
const parts = {
  receitas: () => recordRecipes(engine, bases, order),
  bases: () => recordBases(engine, bases),
  quantizacao: () => recordQuantization(engine, bases),
  etica: () => recordEthics(engine, bases, order),
  execucoes: () => recordRuns(engine, bases, order),
};
const asked = namesOf('only', values.only, Object.keys(parts));
for (const [name, record] of Object.entries(parts)) {
  if (asked && !asked.includes(name)) continue;
  console.log(`── ${name} ──`);
  await record();
}
