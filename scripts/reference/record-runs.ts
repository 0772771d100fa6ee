import { TASKS } from '../../kernels/data/tasks/index.ts';
import { type Experiment, experiments } from '../../kernels/reference/experiments.ts';
import type { Engine } from '../../kernels/train/engine.ts';
import { DivergedError } from '../../kernels/train/loop.ts';
import { runsFileSchema } from '../../src/reference/schema.ts';
import { type Base, untrained } from './bases.ts';
import { complete, fingerprintOf, type Order, type Piece } from './complete.ts';
import { runExperiment, TASK_SEED } from './experiment.ts';
import { madeNow } from './made.ts';
import { readJson, writeJson } from './store.ts';

const FILE = 'src/reference/data/runs.json';

type KnownBase = Pick<Base, 'seed' | 'fingerprint'>;

export interface RunPiece<B> extends Piece {
  readonly experiment: Experiment;
  readonly base: B;
}

/** Every run of the table on the bases given; the first is the one that the tasks beside the main table are run on. */
export function runPieces<B extends KnownBase>(bases: readonly B[], control: B): RunPiece<B>[] {
  const bySeed = new Map([...bases, control].map((base) => [base.seed, base]));
  const data = new Map(
    Object.values(TASKS).map((task) => [task.name, fingerprintOf(task.generate(TASK_SEED))]),
  );
  return experiments(bases.flatMap(({ seed }) => seed ?? [])).map((experiment) => {
    const { task, variant, recipe, baseSeed, seed } = experiment;
    const { method } = variant;
    const base = bySeed.get(baseSeed);
    if (!base) throw new Error(`There is no base of seed ${baseSeed}.`);
    return {
      experiment,
      base,
      task,
      method,
      fingerprint: fingerprintOf({ data: data.get(task), method, recipe, seed, base: base.fingerprint }),
      title: `${task}, ${variant.name}, base ${baseSeed ?? 'sem pré-treino'}, semente ${seed}`,
    };
  });
}

/** Every fine-tuning run of the table, the most telling first. The runs of a base that is not at hand stay recorded. */
export async function recordRuns(engine: Engine, bases: readonly Base[], order: Order): Promise<void> {
  const [shipped] = bases;
  if (!shipped) throw new Error('There is no base.');
  const control = untrained(engine, shipped);
  const atHand = new Set([...bases, control].map(({ seed }) => seed));
  const { runs } = readJson(FILE, runsFileSchema);
  const isOfThese = ({ baseSeed }: { baseSeed: number | null }): boolean => atHand.has(baseSeed);
  const elsewhere = runs.filter((run) => !isOfThese(run));
  if (elsewhere.length > 0) console.log(`${elsewhere.length} execuções de outra base ficam como estão.`);
  const diverged: string[] = [];
  await complete(runPieces(bases, control), runs.filter(isOfThese), order, {
    async make({ experiment, base, fingerprint, title }) {
      try {
        return { ...(await runExperiment(engine, base, experiment)), fingerprint };
      } catch (error) {
        if (!(error instanceof DivergedError)) throw error;
        diverged.push(title);
        return undefined;
      }
    },
    say({ accuracy: { testSame, testWords, testNew }, perplexityOn }) {
      const shares = [testSame, testWords, testNew].map((value) => value.toFixed(3)).join(' / ');
      return `${shares}, perplexidade ${perplexityOn.toFixed(2)}`;
    },
    write(made, left) {
      const open = left - diverged.length;
      const missing = [
        ...(open > 0 ? [`${open} execuções da grade ainda não foram feitas`] : []),
        ...diverged.map((title) => `${title} divergiu`),
      ];
      writeJson(FILE, runsFileSchema.parse({ made: madeNow(missing), runs: [...made, ...elsewhere] }));
    },
  });
}
