/**
 * `npm run adapters`: the adapters that the site ships, one a task, in the format of Hugging Face's peft.
 * Usage: npm run adapters -- [--out public/modelos/adaptadores]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openEngine } from '../kernels/cli/device.ts';
import { writeFolder } from '../kernels/cli/out.ts';
import { TASKS } from '../kernels/data/tasks/index.ts';
import { jsonFile } from '../kernels/formats/named-file.ts';
import { writeAdapter } from '../kernels/peft/adapter-files.ts';
import { lora } from '../kernels/peft/lora.ts';
import { fineTune } from '../kernels/reference/fine-tune.ts';
import { recipeFor } from '../kernels/reference/recipes.ts';
import { encodeTask } from '../kernels/reference/task-examples.ts';
import { layoutOf, unpackTheta } from '../kernels/train/layout.ts';
import { openShipped } from './reference/bases.ts';
import { TASK_SEED } from './reference/experiment.ts';

const SEED = 1;

const { values } = parseArgs({
  options: { out: { type: 'string', default: 'public/modelos/adaptadores' } },
});

const engine = openEngine(1);
const { held, tokenizer, fingerprint } = openShipped(engine);
const adapters = [];
for (const task of Object.values(TASKS)) {
  const examples = encodeTask(tokenizer, task.generate(TASK_SEED));
  const recipe = recipeFor('lora', task.name);
  const adapter = lora.configure(held.config, recipe.settings);
  const { theta, accuracy } = await fineTune(engine, held, tokenizer, task, examples, adapter, {
    ...recipe,
    seed: SEED,
  });
  const parameters = unpackTheta(layoutOf(adapter.parameters), theta);
  const files = writeAdapter({ adapter, parameters, baseModel: 'ajuste-fino/base' }, held.config);
  await writeFolder(join(values.out, task.name), files);
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  adapters.push({
    task: task.name,
    title: task.title,
    method: 'lora',
    settings: adapter.settings,
    bytes,
    accuracy,
  });
  console.log(
    `${task.name}: ${bytes} bytes, acerto ${accuracy.testSame.toFixed(3)} / ${accuracy.testWords.toFixed(3)} / ${accuracy.testNew.toFixed(3)}`,
  );
}
// The fingerprint of the base, so that a test notices adapters that were left behind by a new base.
await writeFolder(values.out, [jsonFile('adaptadores.json', { base: fingerprint, seed: SEED, adapters })]);
