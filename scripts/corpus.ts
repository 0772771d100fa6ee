/**
 * Writes what the base model reads: the corpus as text and the tokenizer as the files of a Hugging Face folder.
 * Usage: node scripts/corpus.ts [--seed 1] [--samples 20] [--out DIR]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BASE_CORPUS_SEED, generateCorpus } from '../kernels/data/corpus/corpus.ts';
import { toSpecialTokensMap, toTokenizerConfig, toTokenizerJson } from '../kernels/text/hugging-face.ts';
import { BASE_VOCABULARY_SIZE, Tokenizer } from '../kernels/text/tokenizer.ts';

const CONTEXT_LENGTH = 128;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(BASE_CORPUS_SEED) },
    samples: { type: 'string', default: '0' },
    out: { type: 'string' },
  },
});

const start = performance.now();
const { train, heldOut } = generateCorpus({ seed: Number(values.seed) });
const generated = performance.now();
const tokenizer = Tokenizer.train(train, BASE_VOCABULARY_SIZE);
const trained = performance.now();

const text = train.join('\n\n');
const heldOutTokens = heldOut.reduce((count, document) => count + tokenizer.encode(document).length, 0);
const heldOutCharacters = heldOut.reduce((count, document) => count + document.length, 0);
console.log(
  `Documentos             ${train.length} (${new Set(train).size} diferentes), ${heldOut.length} de validação`,
);
console.log(`Caracteres             ${text.length}`);
console.log(`Palavras diferentes    ${new Set(text.toLowerCase().match(/\p{L}+/gu)).size}`);
console.log(`Caracteres por token   ${(heldOutCharacters / heldOutTokens).toFixed(2)} (validação)`);
console.log(`Gerar o corpus         ${((generated - start) / 1000).toFixed(1)} s`);
console.log(`Treinar o tokenizador  ${((trained - generated) / 1000).toFixed(1)} s`);
for (const document of train.slice(0, Number(values.samples))) console.log(`\n${document}`);

if (values.out !== undefined) {
  mkdirSync(values.out, { recursive: true });
  const files: Record<string, string> = {
    'corpus.txt': text,
    'tokenizer.json': JSON.stringify(toTokenizerJson(tokenizer), null, 1),
    'tokenizer_config.json': JSON.stringify(toTokenizerConfig(CONTEXT_LENGTH), null, 2),
    'special_tokens_map.json': JSON.stringify(toSpecialTokensMap(), null, 2),
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(values.out, name), `${content}\n`);
  console.log(`\nArquivos gravados em ${values.out}: ${Object.keys(files).join(', ')}`);
}
