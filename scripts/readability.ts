/** `npm run legibilidade [-- aula/secao]`: how easy each section is to read; with a section, its longest sentences too. */
import { globSync, readFileSync } from 'node:fs';
import { fleschOf, longestSentences, measure, proseOf } from './readability/flesch.ts';

const LEVELS: readonly [from: number, name: string][] = [
  [75, 'muito fácil'],
  [50, 'fácil'],
  [25, 'difícil'],
  [Number.NEGATIVE_INFINITY, 'muito difícil'],
];
const number = new Intl.NumberFormat('pt-BR', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

const wanted = process.argv[2] ?? '';
const rows = globSync('content/{aulas/*,paginas}/*.mdx')
  .filter((file) => file.includes(wanted))
  .map((file) => {
    const text = proseOf(readFileSync(file, 'utf8')).join('\n');
    const counts = measure(text);
    return { file, text, counts, flesch: fleschOf(counts) };
  })
  .sort((a, b) => a.flesch - b.flesch);

if (rows.length === 0) throw new Error(`Nenhuma seção de content/ tem “${wanted}” no caminho.`);
console.log('Índice  Nível          Palavras/frase  Sílabas/palavra  Arquivo');
for (const { file, counts, flesch } of rows) {
  const level = LEVELS.find(([from]) => flesch >= from)?.[1] ?? '';
  const columns = [
    number.format(flesch).padStart(6),
    level.padEnd(13),
    number.format(counts.words / counts.sentences).padStart(14),
    (counts.syllables / counts.words).toFixed(2).replace('.', ',').padStart(15),
    file,
  ];
  console.log(columns.join('  '));
}
if (wanted) {
  for (const { file, text } of rows) {
    console.log(`\nFrases mais longas de ${file}:`);
    for (const sentence of longestSentences(text, 5)) console.log(`- ${sentence}`);
  }
}
