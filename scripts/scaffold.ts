/** `npm run nova-aula` and `npm run nova-secao`: creates the first file and says what comes next. */
import { createLesson, createSection } from '../src/content/scaffold.ts';

const USAGE = `Uso:
  npm run nova-aula -- 21-agentes "Título da aula"
  npm run nova-secao -- 21-agentes introducao "Título da seção"`;

async function main([kind, ...args]: string[]): Promise<void> {
  const [lesson, second, third] = args;
  if (kind === 'aula' && lesson && second && args.length === 2) {
    console.log(`Criado: ${await createLesson(process.cwd(), lesson, second)}`);
    console.log(`Agora crie a primeira seção: npm run nova-secao -- ${lesson} introducao "Introdução"`);
  } else if (kind === 'secao' && lesson && second && third && args.length === 3) {
    console.log(`Criado: ${await createSection(process.cwd(), lesson, second, third)}`);
    console.log(`Veja enquanto escreve: npm run dev e http://localhost:4321/aulas/${lesson}/${second}/`);
  } else {
    throw new Error(USAGE);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
