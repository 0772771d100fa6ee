/**
 * `npm run reference`: the recorded results that the site shows. Goes on where it was interrupted.
 * What was run is known by recipe, seed and base: where the tasks' texts or the compiler changed, delete `.cache/reference`.
 * Usage: npm run reference -- [--minutes N] [--threads N] [--only receitas,bases,quantizacao,etica,execucoes]
 *          [--tasks clausulas,…] [--methods lora,…]   (of the search for recipes, which takes more than an hour)
 */
import { parseArgs } from 'node:util';
import { openEngine } from '../kernels/cli/device.ts';
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
    only: { type: 'string', default: 'receitas,bases,quantizacao,etica,execucoes' },
    tasks: { type: 'string' },
    methods: { type: 'string' },
  },
});

const engine = openEngine(Number(values.threads));
const clock = new Clock(Number(values.minutes));
const bases = openBases(engine);
const parts = {
  receitas: () =>
    recordRecipes(engine, bases, clock, {
      tasks: values.tasks?.split(','),
      methods: values.methods?.split(','),
    }),
  bases: () => recordBases(engine, bases),
  quantizacao: () => recordQuantization(engine, bases),
  etica: () => recordEthics(engine, bases, clock),
  execucoes: () => recordRuns(engine, bases, clock),
};
const asked = values.only.split(',');
const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  throw new Error(`--only: ${unknown.join(', ')} não existe; use ${Object.keys(parts).join(', ')}.`);
}
for (const [name, record] of Object.entries(parts)) {
  if (!asked.includes(name)) continue;
  console.log(`── ${name} ──`);
  await record();
}
