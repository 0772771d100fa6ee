/** What the model answers, and how sure it is: by the base alone, or with an adapter plugged in. */
import { TASKS } from '../../../kernels/data/tasks/index.ts';
import type { Split, TaskName } from '../../../kernels/data/tasks/task.ts';
import { encodeExample } from '../../../kernels/text/examples.ts';
import type { Tokenizer } from '../../../kernels/text/tokenizer.ts';
import type { Example } from '../../../kernels/train/batch.ts';
import { evaluatorFor } from '../../../kernels/train/evaluate.ts';
import { Generator } from '../../../kernels/train/generate.ts';
import type { HeldAdapter, HeldModel } from '../../../kernels/train/held.ts';
import { giveWay, type Job, type JobContext, type LoadedBase } from '../job.ts';
import { RuntimeProblem } from '../problem.ts';
import { DATA_SEED, EVALUATION_BATCH } from './examples.ts';
import { type AdapterData, withAdapter } from './plugged.ts';

export interface AnswersRequest {
  readonly task: TaskName;
  /** Texts up to the place of the answer; absent: test sentences of the task, the same for everybody. */
  readonly prompts?: readonly string[] | undefined;
  /** The adapter that is plugged in; absent: the base alone. */
  readonly adapter?: AdapterData | undefined;
}

/** An answer and its probability, among everything that the model could have written. */
export interface Choice {
  readonly text: string;
  readonly probability: number;
}

export interface ModelAnswer extends Choice {
  readonly prompt: string;
  /** The right answer, where it is known. */
  readonly expected: string | undefined;
  readonly split: Split | undefined;
  /** Where answers are labels: all of them, the likeliest first. */
  readonly labels: readonly Choice[];
  /** Logits `[vocab]` of the answer's first token: equal to the bit where the same model answers. */
  readonly logits: Float32Array<ArrayBuffer>;
}

/** Of each of two test splits: new sentences of seen words, and words and templates that are both new. */
const SENTENCES_A_SPLIT = 4;
const SHOWN_SPLITS = ['testSame', 'testNew'] as const satisfies readonly Split[];
/** Tokens: replies of the tasks are shorter. */
export const LONGEST_REPLY = 56;

interface Question {
  readonly prompt: string;
  readonly expected?: string | undefined;
  readonly split?: Split | undefined;
}

export const answers: Job<AnswersRequest, never, ModelAnswer[]> = async (request, context) => {
  const { engine, signal } = context;
  const { model, tokenizer } = await context.base();
  const questions = questionsOf(request);
  for (const { prompt } of questions) checkLength(prompt, tokenizer, model);
  return withAdapter(engine, model, request.adapter, async (plugged, theta) => {
    const { answers: labels, scoring } = TASKS[request.task];
    const written =
      scoring === 'label'
        ? undefined
        : await reply(questions, context, { model, tokenizer }, { plugged, theta });
    // A label task asks for the first token only; any answer makes room for it.
    const examples = questions.map(({ prompt }, i) =>
      encodeExample(tokenizer, prompt, written?.[i] ?? labels[0] ?? ''),
    );
    const evaluator = evaluatorFor(engine, model, plugged, examples, EVALUATION_BATCH);
    try {
      const scores = await evaluator.predictions(examples, theta);
      const likelihoods = written ? await evaluator.likelihoods(examples, theta) : [];
      await giveWay();
      signal.throwIfAborted();
      return questions.map(({ prompt, expected, split }, i): ModelAnswer => {
        const logits = scores[i]?.first ?? new Float32Array();
        const choices = written ? [] : labelChoices(logits, labels, tokenizer);
        const reply = {
          text: written?.[i] ?? '',
          probability: Math.exp(-(likelihoods[i]?.nll ?? Number.NaN)),
        };
        return { prompt, expected, split, labels: choices, logits, ...(choices[0] ?? reply) };
      });
    } finally {
      await evaluator.dispose();
    }
  });
};

function questionsOf({ task, prompts }: AnswersRequest): readonly Question[] {
  if (prompts) return prompts.map((prompt) => ({ prompt }));
  const data = TASKS[task].generate(DATA_SEED);
  const bySplit = SHOWN_SPLITS.map((split) =>
    data[split]
      .slice(0, SENTENCES_A_SPLIT)
      .map(({ prompt, answer }): Question => ({ prompt, expected: answer, split })),
  );
  // In turn, so that the first few show both kinds.
  return Array.from({ length: SENTENCES_A_SPLIT }, (_, i) =>
    bySplit.flatMap((questions) => questions[i] ?? []),
  ).flat();
}

/** @throws RuntimeProblem if there is no room for an answer */
function checkLength(prompt: string, tokenizer: Tokenizer, { config }: HeldModel): void {
  const room = config.maxPositions / 2;
  const { length } = tokenizer.encode(prompt);
  if (length <= room) return;
  throw new RuntimeProblem({
    what: `O texto tem ${length} tokens, e o modelo lê até ${room} aqui.`,
    remedy: 'Escreva uma frase mais curta.',
  });
}

/** Every label with its probability in the whole vocabulary; labels differ in their first token. */
function labelChoices(logits: Float32Array, labels: readonly string[], tokenizer: Tokenizer): Choice[] {
  const largest = logits.reduce((most, logit) => Math.max(most, logit), Number.NEGATIVE_INFINITY);
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0);
  return labels
    .map((text) => {
      const logit = logits[tokenizer.encode(text)[0] ?? -1] ?? Number.NEGATIVE_INFINITY;
      return { text, probability: Math.exp(logit - largest) / total };
    })
    .sort((a, b) => b.probability - a.probability);
}

interface Plugged {
  readonly plugged: HeldAdapter | undefined;
  readonly theta: Float32Array<ArrayBuffer> | undefined;
}

/** The likeliest reply to each question, word for word. */
async function reply(
  questions: readonly Question[],
  { engine, signal }: JobContext<never, never>,
  { model, tokenizer }: LoadedBase,
  { plugged, theta }: Plugged,
): Promise<string[]> {
  const generator = await Generator.create(engine, model, plugged);
  try {
    const replies: string[] = [];
    for (const { prompt } of questions) {
      const { ids, answerStart }: Example = encodeExample(tokenizer, prompt, '');
      const tokens = await generator.generate({
        prompt: ids.slice(0, answerStart),
        maxTokens: LONGEST_REPLY,
        stopToken: model.config.eosTokenId,
        temperature: 0,
        seed: 0,
        theta,
        signal,
      });
      replies.push(tokenizer.decode(tokens));
      await giveWay();
    }
    return replies;
  } finally {
    await generator.dispose();
  }
}
