/** Makes the browser's bank from the content, once a build. */
import { getCollection } from 'astro:content';
import { loadLessons, sectionPath } from '../components/site/lessons.ts';
import { href } from '../components/site/paths.ts';
import { placesOf } from '../components/site/terms.ts';
import type { Question } from '../content/questions.ts';
import { renderMarkdown } from '../markdown/inline.ts';
import { glyphDefinitions } from '../markdown/maths.ts';
import type { Bank, BankQuestion } from './bank/bank.ts';
import { questionHash } from './question-hash.ts';

const render = (text: string) => renderMarkdown(text, import.meta.env.BASE_URL);

async function browserQuestion({ id, data }: Question): Promise<BankQuestion> {
  const places = (await placesOf(data.ensinadoEm)).map(({ path, title }, index) => ({
    section: data.ensinadoEm[index]?.split('#')[0] ?? '',
    title,
    href: href(path),
  }));
  const common = {
    id,
    hash: questionHash(data),
    subject: data.assunto,
    difficulty: data.dificuldade,
    source: data.fonte,
    statement: await render(data.enunciado),
    places,
  };
  switch (data.tipo) {
    case 'multipla': {
      const options = data.alternativas.map(async ({ texto, correta, comentario }) => ({
        text: await render(texto),
        right: correta === true,
        comment: await render(comentario),
      }));
      return { kind: data.tipo, ...common, options: await Promise.all(options) };
    }
    case 'certo-errado':
      return { kind: data.tipo, ...common, right: data.resposta, comment: await render(data.comentario) };
    case 'numerica':
      return {
        kind: data.tipo,
        ...common,
        value: data.resposta,
        tolerance: data.tolerancia,
        unit: data.unidade ?? '',
        comment: await render(data.comentario),
      };
    case 'aberta':
      return {
        kind: data.tipo,
        ...common,
        model: await render(data.respostaModelo),
        rubric: await Promise.all(data.rubrica.map(render)),
      };
  }
}

/** The whole bank, questions in the order of their ids. */
export async function buildBank(): Promise<Bank> {
  const [entries, lessons] = await Promise.all([getCollection('questoes'), loadLessons()]);
  const questions = await Promise.all(
    entries.toSorted((a, b) => a.id.localeCompare(b.id, 'pt-BR')).map(browserQuestion),
  );
  const sections = lessons.flatMap((lesson) =>
    lesson.sections.map((section) => ({
      id: section.id,
      title: section.data.titulo,
      href: href(sectionPath(section)),
    })),
  );
  // The glyphs are found in HTML, not in JSON's escaped form of it.
  const html = questions.flatMap((question) => Object.values(question)).map(htmlIn);
  return { glyphs: await glyphDefinitions(html.join('')), sections, questions };
}

function htmlIn(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? Object.values(value).map(htmlIn).join('') : '';
}
