/** Training data of the terminal: pairs of texts, or batches that are ready. */
import { FormatError, quoted } from '../formats/error.ts';
import { isJsonObject } from '../formats/json.ts';
import type { LlamaConfig } from '../formats/llama-config.ts';
import type { NamedFile } from '../formats/named-file.ts';
import { readSafetensors } from '../formats/safetensors.ts';
import { toInt32 } from '../formats/tensor.ts';
import { IGNORED_LABEL } from '../nn/cross-entropy.ts';
import { encodeExample } from '../text/examples.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { Batch, Example } from '../train/batch.ts';
import { INPUT } from '../train/model-graph.ts';

/** Batches that a file holds as they are. */
export interface ReadyBatches {
  readonly batch: number;
  readonly length: number;
  readonly batches: readonly Batch[];
}

/**
 * Reads lines of `{"prompt": "…", "completion": "…"}`.
 * @throws FormatError in Portuguese, with the line
 */
export function readPairs({ name, bytes }: NamedFile, tokenizer: Tokenizer, config: LlamaConfig): Example[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FormatError(name, 'o texto não é UTF-8 válido.');
  }
  const examples = text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const where = `${name}, linha ${index + 1}`;
    const { prompt, completion } = parseLine(line, where);
    const example = encodeExample(tokenizer, prompt, completion);
    if (example.ids.length - 1 > config.maxPositions) {
      throw new FormatError(
        where,
        `o exemplo tem ${example.ids.length - 1} tokens, mas o modelo lê no máximo ${config.maxPositions}.`,
      );
    }
    return [example];
  });
  if (examples.length === 0) throw new FormatError(name, 'não há exemplos.');
  return examples;
}

function parseLine(line: string, where: string): { prompt: string; completion: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new FormatError(where, 'a linha não é um JSON válido.');
  }
  if (isJsonObject(value)) {
    const { prompt, completion } = value;
    if (typeof prompt === 'string' && typeof completion === 'string') return { prompt, completion };
  }
  throw new FormatError(where, 'esperava um objeto com os textos "prompt" e "completion".');
}

/**
 * Reads `input_ids.N` and `labels.N` (integers `[batch, length]`, N = 0, 1, …; a label stands beside the position that
 * predicts it, -100 is ignored).
 * @throws FormatError in Portuguese
 */
export function readBatches({ name, bytes }: NamedFile, config: LlamaConfig): ReadyBatches {
  const { tensors } = readSafetensors(bytes, name);
  const first = tensors.get('input_ids.0');
  if (!first) throw new FormatError(name, 'falta o tensor "input_ids.0".');
  const [batch = 0, length = 0, ...more] = first.shape;
  if (batch < 1 || length < 1 || more.length > 0) {
    throw new FormatError(
      name,
      `"input_ids.0" tem a forma [${first.shape}]; esperava [sequências, tokens], sem zeros.`,
    );
  }
  if (length > config.maxPositions) {
    throw new FormatError(name, `há ${length} tokens por sequência; o modelo lê ${config.maxPositions}.`);
  }
  const read = (tensor: string, mayIgnore: boolean): Int32Array<ArrayBuffer> => {
    const stored = tensors.get(tensor);
    if (!stored) throw new FormatError(name, `falta o tensor ${quoted(tensor)}.`);
    if (stored.shape.join() !== first.shape.join()) {
      const problem = `${quoted(tensor)} tem a forma [${stored.shape}], e "input_ids.0" tem [${first.shape}].`;
      throw new FormatError(name, problem);
    }
    const values = toInt32(stored, `${name}, tensor ${quoted(tensor)}`);
    const isToken = (id: number): boolean => id >= 0 && id < config.vocabSize;
    const stray = values.find((id) => !isToken(id) && !(mayIgnore && id === IGNORED_LABEL));
    if (stray !== undefined) {
      const known = `0 a ${config.vocabSize - 1}${mayIgnore ? `, ou ${IGNORED_LABEL}` : ''}`;
      throw new FormatError(name, `${quoted(tensor)} tem o token ${stray}, fora do vocabulário (${known}).`);
    }
    if (mayIgnore && values.every((id) => id === IGNORED_LABEL)) {
      throw new FormatError(
        name,
        `${quoted(tensor)} só tem ${IGNORED_LABEL}: não há o que aprender nem medir.`,
      );
    }
    return values;
  };
  const count = [...tensors.keys()].filter((key) => key.startsWith('input_ids.')).length;
  const batches = Array.from({ length: count }, (_, i) => ({
    [INPUT.inputIds]: read(`input_ids.${i}`, false),
    [INPUT.labels]: read(`labels.${i}`, true),
  }));
  return { batch, length, batches };
}
