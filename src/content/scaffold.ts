/** First files of a lesson or of a section: valid at once, with text that says what to put in its place. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ID_PATTERN } from './schemas.ts';

const today = () => new Date().toISOString().slice(0, 10);

function requireId(id: string, example: string): void {
  if (ID_PATTERN.test(id)) return;
  throw new Error(
    `“${id}” não serve de endereço. Use letras minúsculas sem acento, algarismos e hifens, como em ${example}.`,
  );
}

function requireTitle(title: string): void {
  if (title.trim() === '') throw new Error('Falta o título, entre aspas, no fim do comando.');
}

async function create(root: string, path: string, text: string): Promise<string> {
  const file = join(root, path);
  if (existsSync(file)) throw new Error(`${path} já existe. Escolha outro nome ou edite o arquivo.`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return path;
}

/** Values of a numeric key in files that exist; a file without it is left out. */
async function numbersOf(files: readonly string[], key: string): Promise<number[]> {
  const texts = await Promise.all(files.filter(existsSync).map((file) => readFile(file, 'utf8')));
  const pattern = new RegExp(`^${key}: *(\\d+)`, 'm');
  return texts.map((text) => Number(pattern.exec(text)?.[1])).filter((value) => !Number.isNaN(value));
}

/**
 * Creates `content/aulas/<id>/aula.yaml`, last in the order of lessons.
 * @returns its path from the project's folder
 * @throws Error in Portuguese when the id or the title does not serve, or the lesson exists
 */
export async function createLesson(root: string, id: string, title: string): Promise<string> {
  requireId(id, '20-rag');
  requireTitle(title);
  const folder = join(root, 'content/aulas');
  const lessons = existsSync(folder) ? await readdir(folder) : [];
  const orders = await numbersOf(
    lessons.map((lesson) => join(folder, lesson, 'aula.yaml')),
    'ordem',
  );
  const last = Math.max(0, ...orders);
  const number = Number(/^\d+/.exec(id)?.[0] ?? last + 1);
  const order = orders.includes(number) ? last + 1 : number;
  return create(
    root,
    `content/aulas/${id}/aula.yaml`,
    `titulo: ${JSON.stringify(title)}
tituloCurto: ${JSON.stringify(title.replace(/^Aula \d+: */, ''))}
numero: ${number}
ordem: ${order}
resumo: "Escreva aqui, em uma frase de 30 a 160 caracteres, do que trata a aula."
objetivos:
  - Escreva aqui o que o leitor saberá fazer ao fim da aula
prerequisitos: []
atualizado: ${today()}
`,
  );
}

/**
 * Creates `content/aulas/<lesson>/<id>.mdx`, last in the lesson.
 * @returns its path from the project's folder
 * @throws Error in Portuguese when an id or the title does not serve, the lesson is missing, or the section exists
 */
export async function createSection(
  root: string,
  lesson: string,
  id: string,
  title: string,
): Promise<string> {
  requireId(id, 'introducao');
  requireTitle(title);
  const folder = join(root, 'content/aulas', lesson);
  if (!existsSync(join(folder, 'aula.yaml'))) {
    throw new Error(`A aula “${lesson}” não existe. Crie-a antes: npm run nova-aula -- ${lesson} "Título"`);
  }
  const sections = (await readdir(folder)).filter((name) => name.endsWith('.mdx'));
  const orders = await numbersOf(
    sections.map((name) => join(folder, name)),
    'ordem',
  );
  return create(
    root,
    `content/aulas/${lesson}/${id}.mdx`,
    `---
titulo: ${JSON.stringify(title)}
resumo: "Escreva aqui, em uma frase de 30 a 160 caracteres, do que trata a seção."
ordem: ${Math.max(0, ...orders) + 10}
minutos: 5
objetivos:
  - Escreva aqui o que o leitor saberá fazer ao fim da seção
fontes: []
laboratorios: []
atualizado: ${today()}
---

## Primeiro título

Escreva o texto aqui. Os títulos começam em dois sinais de sustenido; fórmulas vão entre cifrões, como $a + b$.

<Resumo>
- Escreva aqui o essencial da seção, em três linhas.
</Resumo>
`,
  );
}
