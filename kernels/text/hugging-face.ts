/** Reading and writing the tokenizer files of a Hugging Face model folder. */
import { z } from 'zod';
import type { Merge } from './bpe.ts';
import { byteSymbols, WORD_PATTERN } from './byte-level.ts';
import { BOS_ID, EOS_ID, PAD_ID, SPECIAL_TOKENS, Tokenizer, UNK_ID } from './tokenizer.ts';

const SPECIAL_IDS = { unk: UNK_ID, bos: BOS_ID, eos: EOS_ID, pad: PAD_ID } as const;
const BYTE_LEVEL = {
  type: 'ByteLevel',
  add_prefix_space: false,
  trim_offsets: true,
  use_regex: false,
} as const;

/** Content of `tokenizer.json`, as Python's `tokenizers` reads it; texts encoded there start with the token `<s>`. */
export function toTokenizerJson(tokenizer: Tokenizer): object {
  const { bos } = SPECIAL_TOKENS;
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: Object.values(SPECIAL_TOKENS).map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: null,
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: WORD_PATTERN }, behavior: 'Isolated', invert: false },
        BYTE_LEVEL,
      ],
    },
    post_processor: {
      type: 'TemplateProcessing',
      single: [{ SpecialToken: { id: bos, type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
      pair: [
        { SpecialToken: { id: bos, type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { Sequence: { id: 'B', type_id: 0 } },
      ],
      special_tokens: { [bos]: { id: bos, ids: [BOS_ID], tokens: [bos] } },
    },
    decoder: BYTE_LEVEL,
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(tokenizer.tokens.map((token, id) => [token, id])),
      merges: tokenizer.merges.map(([left, right]) => `${left} ${right}`),
    },
  };
}

/** Content of `tokenizer_config.json`. @param contextLength longest sequence that the model was trained on, in tokens. */
export function toTokenizerConfig(contextLength: number): object {
  const { unk, bos, eos, pad } = SPECIAL_TOKENS;
  return {
    tokenizer_class: 'PreTrainedTokenizerFast',
    model_max_length: contextLength,
    clean_up_tokenization_spaces: false,
    unk_token: unk,
    bos_token: bos,
    eos_token: eos,
    pad_token: pad,
    added_tokens_decoder: Object.fromEntries(
      Object.entries(SPECIAL_IDS).map(([name, id]) => [
        id,
        {
          content: { unk, bos, eos, pad }[name],
          lstrip: false,
          normalized: false,
          rstrip: false,
          single_word: false,
          special: true,
        },
      ]),
    ),
  };
}

/** Content of `special_tokens_map.json`. */
export function toSpecialTokensMap(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(SPECIAL_TOKENS).map(([name, content]) => [`${name}_token`, content]),
  );
}

const MAX_TOKENS = 65_536;
const MAX_TOKEN_LENGTH = 256;

const token = z.string().min(1).max(MAX_TOKEN_LENGTH);
const schema = z.object({
  pre_tokenizer: z.object({
    type: z.literal('Sequence'),
    pretokenizers: z.tuple([
      z.object({
        type: z.literal('Split'),
        pattern: z.object({ Regex: z.literal(WORD_PATTERN) }),
        behavior: z.literal('Isolated'),
        invert: z.literal(false).optional(),
      }),
      z.object({
        type: z.literal('ByteLevel'),
        add_prefix_space: z.literal(false),
        use_regex: z.literal(false),
      }),
    ]),
  }),
  normalizer: z.null().optional(),
  model: z.object({
    type: z.literal('BPE'),
    vocab: z.record(token, z.int().min(0).max(MAX_TOKENS)),
    merges: z
      .array(z.union([z.string().max(2 * MAX_TOKEN_LENGTH + 1), z.tuple([token, token])]))
      .max(MAX_TOKENS),
  }),
});

/** A `tokenizer.json` that this project cannot use; the message, in Portuguese, says what is wrong and how to mend it. */
export class TokenizerFormatError extends Error {
  override readonly name = 'TokenizerFormatError';
}

/**
 * Reads the text of a `tokenizer.json` in the form that `toTokenizerJson` writes: byte-level BPE with this project's
 * special tokens and word pattern.
 * @throws TokenizerFormatError on anything else: the file is checked before use.
 */
export function fromTokenizerJson(text: string): Tokenizer {
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw refuse(`o campo "${issue?.path.join('.') ?? ''}" não tem a forma esperada`);
  }
  const { vocab, merges } = parsed.data.model;
  const tokenizer = new Tokenizer(readMerges(merges));
  const { tokens } = tokenizer;
  if (Object.keys(vocab).length !== tokens.length) {
    throw refuse(
      `o vocabulário tem ${Object.keys(vocab).length} tokens, mas as fusões produzem ${tokens.length}`,
    );
  }
  for (const [id, expected] of tokens.entries()) {
    if (!Object.hasOwn(vocab, expected) || vocab[expected] !== id) {
      throw refuse(`o token "${expected}" deveria ter o número ${id}`);
    }
  }
  return tokenizer;
}

function readMerges(entries: readonly (string | readonly [string, string])[]): Merge[] {
  const known = new Set(byteSymbols());
  return entries.map((entry, index) => {
    const [left, right, ...rest] = typeof entry === 'string' ? entry.split(' ') : entry;
    if (left === undefined || right === undefined || rest.length > 0) {
      throw refuse(`a fusão ${index} deveria ter duas partes`);
    }
    if (!known.has(left) || !known.has(right)) {
      throw refuse(`a fusão ${index} usa uma parte que nenhuma fusão anterior produz`);
    }
    if (known.has(left + right)) throw refuse(`a fusão ${index} produz um token que já existe`);
    known.add(left + right);
    return [left, right];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('o arquivo não é um JSON válido (talvez esteja cortado)');
  }
}

function refuse(reason: string): TokenizerFormatError {
  return new TokenizerFormatError(
    `tokenizer.json não pode ser usado: ${reason}. ` +
      'Use o arquivo que acompanha o modelo do laboratório, ou gere-o de novo com este projeto.',
  );
}
