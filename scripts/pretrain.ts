/** `npm run pretrain`: makes the base model of the labs, from the corpus to the Hugging Face folder. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeModelCard } from '../kernels/base-model/card.ts';
import { pretrain, scoreHeldOut } from '../kernels/base-model/pretrain.ts';
import { RECIPE } from '../kernels/base-model/recipe.ts';
import { writeSamples } from '../kernels/base-model/samples.ts';
import { openEngine } from '../kernels/cli/device.ts';
import { readNamed } from '../kernels/cli/files.ts';
import { writeFolder, writeOne } from '../kernels/cli/out.ts';
import { generateCorpus } from '../kernels/data/corpus/corpus.ts';
import { readModel, writeModel } from '../kernels/formats/model.ts';
import { jsonFile } from '../kernels/formats/named-file.ts';
import { readSafetensors, writeSafetensors } from '../kernels/formats/safetensors.ts';
import { fromFloat32, fromIntegers, toFloat32, toInt32 } from '../kernels/formats/tensor.ts';
import { hash } from '../kernels/random.ts';
import { toSpecialTokensMap, toTokenizerConfig, toTokenizerJson } from '../kernels/text/hugging-face.ts';
import { BOS_ID, Tokenizer } from '../kernels/text/tokenizer.ts';
import { holdModel } from '../kernels/train/held.ts';
import type { TrainingState } from '../kernels/train/trainer.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'public/modelos/base' },
    seed: { type: 'string', default: `${RECIPE.seed}` },
    steps: { type: 'string', default: `${RECIPE.schedule.totalSteps}` },
    threads: { type: 'string', default: '2' },
    fresh: { type: 'boolean', default: false },
  },
});
const recipe = {
  ...RECIPE,
  seed: Number(values.seed),
  schedule: { ...RECIPE.schedule, totalSteps: Number(values.steps) },
};
const corpus = generateCorpus(recipe);
// A checkpoint belongs to one recipe and one corpus: a run never goes on with what another has read.
const identity = hash(JSON.stringify(recipe) + corpus.train.join('\n')).toString(16);
const checkpoint = join('.cache', 'pretrain', `${identity}.safetensors`);

function readCheckpoint(): TrainingState | undefined {
  if (values.fresh || !existsSync(checkpoint)) return undefined;
  const { tensors } = readSafetensors(new Uint8Array(readFileSync(checkpoint)), checkpoint);
  const vector = (name: string): Float32Array<ArrayBuffer> => {
    const tensor = tensors.get(name);
    if (!tensor) throw new Error(`${checkpoint}: falta "${name}"; recomece com --fresh.`);
    return toFloat32(tensor, name).slice();
  };
  const step = tensors.get('step');
  if (!step) throw new Error(`${checkpoint}: falta "step"; recomece com --fresh.`);
  return {
    step: toInt32(step, 'step')[0] ?? 0,
    theta: vector('theta'),
    m: vector('m'),
    v: vector('v'),
  };
}

async function save({ step, theta, m, v }: TrainingState): Promise<void> {
  const vector = (data: Float32Array<ArrayBuffer>) => fromFloat32({ shape: [data.length], data });
  const tensors = { theta: vector(theta), m: vector(m), v: vector(v), step: fromIntegers([1], [step]) };
  await writeOne(checkpoint, writeSafetensors(Object.entries(tensors)));
}

const tokenizer = Tokenizer.train(corpus.train, recipe.vocabulary);
const config = { ...recipe.config, vocabSize: tokenizer.vocabularySize };
const engine = openEngine(Number(values.threads));
const state = readCheckpoint();
const firstStep = state?.step ?? 0;
console.log(
  `${corpus.train.length} documentos, ${tokenizer.vocabularySize} tokens; ` +
    (state ? `continuando do passo ${firstStep}.` : 'começando do zero.'),
);

const start = performance.now();
const weights = await pretrain(engine, { ...recipe, config }, tokenizer, corpus.train, {
  state,
  reportEvery: 50,
  saveEvery: 200,
  save,
  onProgress({ step, loss, recordLoss }) {
    const seconds = (performance.now() - start) / 1000;
    const perStep = seconds / (step - firstStep);
    const left = (perStep * (recipe.schedule.totalSteps - step)) / 60;
    const tokens = (recipe.batch * recipe.length) / perStep;
    console.log(
      `passo ${step} de ${recipe.schedule.totalSteps}: perda ${loss.toFixed(4)} (fichas: ${recordLoss.toFixed(4)}), ` +
        `${tokens.toFixed(0)} tokens/s, faltam ${left.toFixed(1)} min`,
    );
  },
});
const minutes = (performance.now() - start) / 60_000;

// What is shipped is measured: the weights as they are after rounding to 16 bits.
const files = writeModel({ config, weights }, 'F16');
const [configFile, ...weightFiles] = files;
if (!configFile) throw new Error('unreachable: a model has a configuration');
const shipped = readModel(configFile, weightFiles);
const score = await scoreHeldOut(engine, shipped, tokenizer, corpus.heldOut);
const samples = await writeSamples(engine, holdModel(engine, shipped), tokenizer);

const out = values.out;
await writeFolder(out, [
  ...files,
  jsonFile('tokenizer.json', toTokenizerJson(tokenizer)),
  jsonFile('tokenizer_config.json', toTokenizerConfig(config.maxPositions)),
  jsonFile('special_tokens_map.json', toSpecialTokensMap()),
  jsonFile('generation_config.json', { bos_token_id: BOS_ID, eos_token_id: config.eosTokenId }),
  writeModelCard({ recipe: { ...recipe, config }, corpus, tokenizer, score, samples }),
]);
const size = readNamed(join(out, 'model.safetensors')).bytes.length;
console.log(
  `Pronto em ${minutes.toFixed(1)} min: perplexidade ${score.perplexity.toFixed(3)}, ` +
    `${score.bitsPerCharacter.toFixed(4)} bits por caractere, ${size} bytes em ${out}.`,
);
