import { type EthicsCase, ethicsCases, ethicsData, runEthics } from '../../kernels/reference/ethics.ts';
import { recipeFor } from '../../kernels/reference/recipes.ts';
import type { Engine } from '../../kernels/train/engine.ts';
import { ethicsFileSchema } from '../../src/reference/schema.ts';
import type { Base } from './bases.ts';
import { complete, fingerprintOf, type Order, type Piece } from './complete.ts';
import { madeNow } from './made.ts';
import { readJson, writeJson } from './store.ts';

const FILE = 'src/reference/data/ethics.json';
const SEEDS = [1, 2, 3];

export interface EthicsPiece extends Piece {
  readonly case: EthicsCase;
}

/** Every case of the ethics table on a base. */
export function ethicsPieces(base: Pick<Base, 'fingerprint'>): EthicsPiece[] {
  const recipe = recipeFor('lora', 'recrutamento');
  return ethicsCases(SEEDS).map((one) => ({
    case: one,
    task: 'recrutamento',
    method: 'lora',
    fingerprint: fingerprintOf({ case: one, data: ethicsData(one), recipe, base: base.fingerprint }),
    title: `viés ${one.strength}, ${one.remedy}, semente ${one.seed}`,
  }));
}

/** What a model learns from a biased past, with every remedy. */
export async function recordEthics(engine: Engine, [base]: readonly Base[], order: Order): Promise<void> {
  if (!base) throw new Error('There is no base.');
  const { cases } = readJson(FILE, ethicsFileSchema);
  await complete(ethicsPieces(base), cases, order, {
    async make({ case: one, fingerprint }) {
      return { ...one, ...(await runEthics(engine, base.held, base.tokenizer, one)), fingerprint };
    },
    say: ({ model, accuracyByMerit }) =>
      `acerto ${accuracyByMerit.toFixed(3)}, diferença de paridade ${model.demographicParityDifference.toFixed(3)}`,
    write(cases, left) {
      const missing = left > 0 ? [`${left} casos ainda não foram feitos`] : [];
      writeJson(FILE, ethicsFileSchema.parse({ made: madeNow(missing), cases }));
    },
  });
}
