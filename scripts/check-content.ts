/** `npm run conferir`: what an author wants to know in seconds, without a build: faults, spelling, how easy it is to read. */
import { spawnSync } from 'node:child_process';
import { checkContent } from '../src/content/check.ts';
import { formatProblem } from '../src/content/problems.ts';

const { problems } = await checkContent(process.cwd());
for (const problem of problems) console.error(formatProblem(problem));
console.log(problems.length === 0 ? 'Conteúdo: nenhum erro.' : `Conteúdo: ${problems.length} erro(s).`);

const run = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' }).status ?? 1;

console.log('\nOrtografia:');
const spelling = run('scripts/check-spelling.ts', 'content');
console.log('\nLegibilidade (do mais difícil ao mais fácil; abaixo de 50, reescreva):');
const reading = run('scripts/readability.ts');
process.exitCode = problems.length > 0 || spelling !== 0 || reading !== 0 ? 1 : 0;
