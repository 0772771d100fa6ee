import { ethicsCases, runEthics } from '../../kernels/reference/ethics.ts';
import { recipeFor } from '../../kernels/reference/recipes.ts';
import type { Engine } from '../../kernels/train/engine.ts';
import { type EthicsRecord, ethicsFileSchema, ethicsSchema } from '../../src/reference/schema.ts';
import type { Base } from './bases.ts';
import type { Clock } from './clock.ts';
import { madeNow } from './made.ts';
import { store, stored, writeJson } from './store.ts';

const SEEDS = [1, 2, 3];

/** What a model learns from a biased past, with every remedy. */
export async function recordEthics(engine: Engine, [base]: readonly Base[], clock: Clock): Promise<void> {
  if (!base) throw new Error('There is no base.');
  const cases: EthicsRecord[] = [];
  const all = ethicsCases(SEEDS);
  for (const [index, one] of all.entries()) {
    const key = { ethics: one, recipe: recipeFor('lora', 'recrutamento'), base: base.fingerprint };
    const known = stored(key, ethicsSchema);
    if (!known && clock.isOver) continue;
    const record = known ?? { ...one, ...(await runEthics(engine, base.held, base.tokenizer, one)) };
    if (!known) {
      store(key, record);
      const { model, accuracyByMerit } = record;
      clock.tick(
        `viés ${one.strength}, ${one.remedy}, semente ${one.seed}: acerto ${accuracyByMerit.toFixed(3)}, ` +
          `diferença de paridade ${model.demographicParityDifference.toFixed(3)}`,
        all.length - index - 1,
      );
    }
    cases.push(record);
  }
  if (cases.length === 0) return;
  const left = all.length - cases.length;
  const missing = left > 0 ? [`${left} casos ainda não foram feitos`] : [];
  writeJson('src/reference/data/ethics.json', ethicsFileSchema.parse({ made: madeNow(missing), cases }));
}
