import { extname } from 'node:path';
import type { NamedFile } from '../formats/named-file.ts';
import { compileEval, EVAL_OUTPUT } from '../train/compile-eval.ts';
import { readFloats } from '../train/engine.ts';
import { evaluatorFor, isExact, perplexity } from '../train/evaluate.ts';
import { frozenInputs } from '../train/held.ts';
import { INPUT } from '../train/model-graph.ts';
import type { Command } from './command.ts';
import { readBatches, readPairs } from './data.ts';
import { readNamed, requireTokenizer } from './files.ts';
import { openPlugged, PLUGGED_OPTIONS, type PluggedModel } from './plugged.ts';

const BATCH = 8;

export const evaluate: Command = {
  summary: 'mede perda, perplexidade e acertos, com adaptador ou sem ele',
  options: {
    ...PLUGGED_OPTIONS,
    data: {
      kind: 'text',
      value: 'ARQUIVO',
      help: 'pares de textos (.jsonl) ou lotes prontos (.safetensors)',
      required: true,
    },
  },

  async run(options, { log }) {
    const model = openPlugged(options);
    const file = readNamed(options.requiredText('data'));
    const report =
      extname(file.name) === '.safetensors' ? await onBatches(model, file) : await onPairs(model, file);
    log(
      `perda ${report.loss.toFixed(4)}, perplexidade ${report.perplexity.toFixed(3)}, ${report.tokens} tokens`,
    );
    if ('token_accuracy' in report) {
      log(
        `acertos: ${percent(report.token_accuracy)} dos tokens, ${percent(report.exact)} das respostas inteiras`,
      );
    }
    return report;
  },
};

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}

async function onPairs({ engine, folder, base, plugged, theta }: PluggedModel, file: NamedFile) {
  const examples = readPairs(file, requireTokenizer(folder, 'ler pares de textos'), folder.config);
  const evaluator = evaluatorFor(engine, base, plugged, examples, BATCH);
  const likelihoods = await evaluator.likelihoods(examples, theta);
  const predictions = await evaluator.predictions(examples, theta);
  const tokens = likelihoods.reduce((sum, score) => sum + score.tokens, 0);
  const right = examples.map(
    ({ ids, answerStart }, i) =>
      (predictions[i]?.predicted ?? []).filter((token, at) => token === ids[answerStart + at]).length,
  );
  const exact = examples.filter((example, i) => {
    const prediction = predictions[i];
    return prediction !== undefined && isExact(prediction, example);
  });
  const ppl = perplexity(likelihoods);
  return {
    examples: examples.length,
    tokens,
    loss: Math.log(ppl),
    perplexity: ppl,
    token_accuracy: right.reduce((sum, count) => sum + count, 0) / tokens,
    exact: exact.length / examples.length,
  };
}

async function onBatches({ engine, base, plugged, theta }: PluggedModel, file: NamedFile) {
  const { batch, length, batches } = readBatches(file, base.config);
  const { model } = compileEval(base.config, plugged?.adapter, { batch, length, outputs: ['loss'] });
  const program = await engine.load(model, frozenInputs(base, plugged));
  let nll = 0;
  let tokens = 0;
  for (const feeds of batches) {
    const outputs = await program.run({ ...feeds, ...(theta && { [INPUT.theta]: theta }) });
    nll += (await readFloats(outputs[EVAL_OUTPUT.rowLosses])).reduce((sum, loss) => sum + loss, 0);
    tokens += feeds[INPUT.labels]?.filter((label) => label >= 0).length ?? 0;
  }
  const loss = nll / tokens;
  return { batches: batches.length, tokens, loss, perplexity: Math.exp(loss) };
}
