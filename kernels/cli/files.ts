/** Files and folders that the terminal is given, read with clear errors. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { quoted } from '../formats/error.ts';
import type { LlamaConfig } from '../formats/llama-config.ts';
import { type LlamaModel, readModel } from '../formats/model.ts';
import type { NamedFile } from '../formats/named-file.ts';
import { ADAPTER_CONFIG, ADAPTER_WEIGHTS, readAdapter, type TrainedAdapter } from '../peft/adapter-files.ts';
import { fromTokenizerJson } from '../text/hugging-face.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import { CliError } from './error.ts';

const WEIGHTS = 'model.safetensors';
const TOKENIZER_FILES = ['tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json'];

/** @throws CliError if the file is not there or cannot be read */
export function readNamed(path: string): NamedFile {
  if (!existsSync(path)) throw new CliError(`O arquivo ${quoted(path)} não existe.`);
  try {
    const bytes = readFileSync(path);
    return { name: path, bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`O arquivo ${quoted(path)} não pôde ser lido: ${reason}.`);
  }
}

/** A base model's folder. */
export interface ModelFolder extends LlamaModel {
  readonly path: string;
  /** Undefined if the folder has no tokenizer. */
  readonly tokenizer: Tokenizer | undefined;
  /** The tokenizer's files as they are, to go along with a new model. */
  readonly tokenizerFiles: readonly NamedFile[];
}

/** @throws CliError or FormatError in Portuguese */
export function readModelFolder(path: string): ModelFolder {
  requireFolder(path);
  const config = readNamed(join(path, 'config.json'));
  const model = readModel(
    config,
    weightFilesIn(path).map((name) => readNamed(join(path, name))),
  );
  const tokenizerFiles = TOKENIZER_FILES.filter((name) => existsSync(join(path, name))).map((name) => ({
    name,
    bytes: readNamed(join(path, name)).bytes,
  }));
  const tokenizerJson = tokenizerFiles.find(({ name }) => name === 'tokenizer.json');
  const tokenizer = tokenizerJson && fromTokenizerJson(new TextDecoder().decode(tokenizerJson.bytes));
  if (tokenizer && tokenizer.vocabularySize > model.config.vocabSize) {
    throw new CliError(
      `Na pasta ${quoted(path)}, o tokenizer.json tem ${tokenizer.vocabularySize} tokens, e o modelo, só ` +
        `${model.config.vocabSize} (vocab_size em config.json). Junte os dois arquivos do mesmo modelo.`,
    );
  }
  return { ...model, path, tokenizer, tokenizerFiles };
}

/** The one file of a model, or the parts of a sharded one; other tensors may lie beside the one file. */
function weightFilesIn(path: string): string[] {
  const found = readdirSync(path).filter((name) => name.endsWith('.safetensors'));
  if (found.length === 0) throw new CliError(`Na pasta ${quoted(path)} não há pesos (${WEIGHTS}).`);
  return found.includes(WEIGHTS) ? [WEIGHTS] : found.sort();
}

/** @throws CliError or FormatError in Portuguese, for instance for an adapter of another base */
export function readAdapterFolder(path: string, config: LlamaConfig): TrainedAdapter {
  requireFolder(path);
  return readAdapter(readNamed(join(path, ADAPTER_CONFIG)), readNamed(join(path, ADAPTER_WEIGHTS)), config);
}

function requireFolder(path: string): void {
  if (!existsSync(path)) throw new CliError(`A pasta ${quoted(path)} não existe.`);
  if (!statSync(path).isDirectory()) throw new CliError(`${quoted(path)} não é uma pasta.`);
}

/** The tokenizer of a model. @throws CliError if it has none */
export function requireTokenizer({ tokenizer, path }: ModelFolder, why: string): Tokenizer {
  if (tokenizer) return tokenizer;
  throw new CliError(`O modelo em ${quoted(path)} não tem tokenizer.json, e sem ele não dá para ${why}.`);
}
