import { QUANTIZATION_SETTINGS, quantizedModel } from '../../kernels/reference/quantization.ts';
import type { Engine } from '../../kernels/train/engine.ts';
import { evaluatorFor, perplexity } from '../../kernels/train/evaluate.ts';
import { type HeldModel, holdModel } from '../../kernels/train/held.ts';
import { type QuantizationRecord, quantizationFileSchema } from '../../src/reference/schema.ts';
import type { Base } from './bases.ts';
import { madeNow } from './made.ts';
import { writeJson } from './store.ts';

/** What each number type costs the shipped base. */
export async function recordQuantization(engine: Engine, [base]: readonly Base[]): Promise<void> {
  if (!base) throw new Error('There is no base.');
  const score = async (held: HeldModel): Promise<number> => {
    const evaluator = evaluatorFor(engine, held, undefined, base.heldOut, 8);
    const scores = await evaluator.likelihoods(base.heldOut);
    await evaluator.dispose();
    return perplexity(scores);
  };
  const rows: QuantizationRecord[] = [];
  for (const settings of QUANTIZATION_SETTINGS) {
    const { model, bitsPerParameter, relativeError } = quantizedModel(base.held, settings);
    const row = {
      ...settings,
      bitsPerParameter,
      relativeError,
      perplexity: await score(holdModel(engine, model)),
    };
    rows.push(row);
    console.log(
      `${row.type}${row.doubleQuant ? ' com quantização dupla' : ''}: ` +
        `${bitsPerParameter.toFixed(3)} bits, erro ${relativeError.toFixed(4)}, perplexidade ${row.perplexity.toFixed(4)}`,
    );
  }
  writeJson(
    'src/reference/data/quantization.json',
    quantizationFileSchema.parse({ made: madeNow(), perplexity: await score(base.held), rows }),
  );
}
