import { readFileSync } from 'node:fs';
import { type Experiment, experiments } from '../../kernels/reference/experiments.ts';
import type { Engine } from '../../kernels/train/engine.ts';
import { DivergedError } from '../../kernels/train/loop.ts';
import { type RunRecord, runSchema, runsFileSchema } from '../../src/reference/schema.ts';
import { type Base, untrained } from './bases.ts';
import type { Clock } from './clock.ts';
import { runExperiment } from './experiment.ts';
import { madeNow } from './made.ts';
import { store, stored, writeJson } from './store.ts';

const FILE = 'src/reference/data/runs.json';

/** Every fine-tuning run of the table, the most telling first. The runs of a base that is not at hand stay recorded. */
export async function recordRuns(engine: Engine, bases: readonly Base[], clock: Clock): Promise<void> {
  const [shipped] = bases;
  if (!shipped) throw new Error('There is no base.');
  const bySeed = new Map([...bases, untrained(engine, shipped)].map((base) => [base.seed, base]));
  const all = experiments(bases.flatMap(({ seed }) => seed ?? []));
  const { runs } = runsFileSchema.parse(JSON.parse(readFileSync(FILE, 'utf8')));
  const kept = runs.filter(({ baseSeed }) => !bySeed.has(baseSeed));
  if (kept.length > 0) console.log(`${kept.length} execuções de outra base ficam como estão.`);
  const records: RunRecord[] = [];
  const diverged: string[] = [];
  const pending: { experiment: Experiment; base: Base; key: unknown }[] = [];
  for (const experiment of all) {
    const base = bySeed.get(experiment.baseSeed);
    if (!base) throw new Error(`There is no base of seed ${experiment.baseSeed}.`);
    const key = { experiment, base: base.fingerprint };
    const known = stored(key, runSchema);
    if (known) records.push(known);
    else pending.push({ experiment, base, key });
  }
  console.log(`${all.length - pending.length} de ${all.length} já feitas.`);
  let left = pending.length;
  for (const { experiment, base, key } of pending) {
    if (clock.isOver) break;
    const { task, variant, baseSeed, seed } = experiment;
    const title = `${task}, ${variant.name}, base ${baseSeed ?? 'sem pré-treino'}, semente ${seed}`;
    left -= 1;
    try {
      const record = await runExperiment(engine, base, experiment);
      store(key, record);
      records.push(record);
      write([...records, ...kept], diverged, left);
      const { testSame, testWords, testNew } = record.accuracy;
      const shares = [testSame, testWords, testNew].map((value) => value.toFixed(3)).join(' / ');
      clock.tick(`${title}: ${shares}, perplexidade ${record.perplexityOn.toFixed(2)}`, left);
    } catch (error) {
      if (!(error instanceof DivergedError)) throw error;
      diverged.push(title);
      clock.tick(`${title}: divergiu no passo ${error.step}`, left);
    }
  }
  write([...records, ...kept], diverged, left);
}

function write(records: readonly RunRecord[], diverged: readonly string[], left: number): void {
  if (records.length === 0) return;
  const missing = [
    ...(left > 0 ? [`${left} execuções da grade ainda não foram feitas`] : []),
    ...diverged.map((title) => `${title} divergiu`),
  ];
  writeJson(FILE, runsFileSchema.parse({ made: madeNow(missing), runs: records }));
}
