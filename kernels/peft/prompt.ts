/**
 * Prompt-Tuning: Lester et al., "The Power of Scale for Parameter-Efficient Prompt Tuning", 2021, section 2. Trained
 * embeddings stand in front of the text's; the loss looks at the text only.
 */
import { fieldsOf } from '../formats/fields.ts';
import type { Rng } from '../random.ts';
import { normal } from './initial.ts';
import { tensorOf } from './merge.ts';
import type { Adapter, PeftMethod, Weights } from './method.ts';
import { PROMPT_EMBEDDINGS, virtualTokensFormat } from './virtual-tokens.ts';

/** Settings of Prompt-Tuning. */
export interface PromptSettings {
  /** Virtual tokens. */
  readonly length: number;
  /** `vocabulary`: each starts as the embedding of a token; `random`: as normal numbers of the embeddings' size. */
  readonly start: (typeof STARTS)[number];
  /** Tokens to start from, in turn, for `vocabulary`; without them, tokens are drawn. */
  readonly tokens?: readonly number[];
}

const STARTS = ['vocabulary', 'random'] as const;
const DEFAULTS: PromptSettings = { length: 8, start: 'vocabulary' };

export const prompt: PeftMethod<PromptSettings> = {
  id: 'prompt',
  name: 'Prompt-Tuning',
  defaults: DEFAULTS,
  learningRate: 1e-1,
  file: virtualTokensFormat('PROMPT_TUNING', ({ hiddenSize, heads }) => ({
    token_dim: hiddenSize,
    num_attention_heads: heads,
    prompt_tuning_init: 'RANDOM',
    prompt_tuning_init_text: null,
    tokenizer_name_or_path: null,
  })),

  configure(config, given = {}): Adapter<PromptSettings> {
    const fields = fieldsOf({ ...given }, 'Prompt-Tuning');
    const length = fields.size('length', DEFAULTS.length);
    const start = fields.choice('start', STARTS, DEFAULTS.start);
    const { tokens = [] } = given;
    const stray = tokens.find(
      (token) => !(Number.isInteger(token) && token >= 0 && token < config.vocabSize),
    );
    if (stray !== undefined) {
      fields.refuse('tokens', `o token ${stray} não está no vocabulário (0 a ${config.vocabSize - 1}).`);
    }
    const initial = (rng: Rng, base: Weights): Float32Array<ArrayBuffer> =>
      start === 'random'
        ? normal(rng, length * config.hiddenSize, config.initializerRange)
        : fromVocabulary(rng, base, length, tokens);
    return {
      method: 'prompt',
      settings: { length, start, ...(tokens.length > 0 && { tokens }) },
      parameters: [{ name: PROMPT_EMBEDDINGS, shape: [length, config.hiddenSize], initial }],
      hooks: ({ parameter }) => ({ prompt: parameter(PROMPT_EMBEDDINGS) }),
      merging: {
        possible: false,
        reason:
          'o prompt treinado entra como tokens a mais na frente do texto; nenhum peso da base pode fazer o papel deles.',
      },
    };
  },
};

function fromVocabulary(rng: Rng, base: Weights, length: number, tokens: readonly number[]) {
  const { shape, data } = tensorOf(base, 'model.embed_tokens.weight');
  const [vocabulary = 0, width = 0] = shape;
  const rows = new Float32Array(length * width);
  for (let i = 0; i < length; i++) {
    const token = tokens[i % tokens.length] ?? rng.int(vocabulary);
    rows.set(data.subarray(token * width, (token + 1) * width), i * width);
  }
  return rows;
}
