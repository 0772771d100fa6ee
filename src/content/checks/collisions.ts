/** Two files that claim the same place. */
import type { Library } from '../library.ts';
import { type Parsed, rawValue } from './parsed.ts';

/** Addresses of a lesson that the site itself uses. */
const RESERVED_SECTIONS = new Set(['imprimir']);

/** `ordem` inside a lesson, ids of questions, sections without a lesson. */
export function checkCollisions(parsed: readonly Parsed[], library: Library): void {
  const orders = new Map<string, string>();
  const questions = new Map<string, string>();
  for (const { file, yaml, report } of parsed) {
    const [lesson = '', slug = ''] = file.kind === 'secao' ? file.id.split('/') : [];
    const order = rawValue(yaml.raw, 'ordem');
    if ((file.kind === 'secao' || file.kind === 'aula') && order !== undefined) {
      const key = `${file.kind} ${lesson} ${order}`;
      const other = orders.get(key);
      if (other) report(yaml.at(['ordem']), `A ordem ${order} já é de ${other}.`, 'Escolha outro número.');
      else orders.set(key, file.path);
    }
    if (file.kind === 'secao') {
      if (!library.lessons.has(lesson))
        report(undefined, `A aula “${lesson}” não tem aula.yaml.`, `Crie content/aulas/${lesson}/aula.yaml.`);
      if (RESERVED_SECTIONS.has(slug))
        report(undefined, `O nome “${slug}” é de uma página do site.`, 'Dê outro nome ao arquivo.');
    }
    if (file.kind === 'questao') {
      const other = questions.get(file.id);
      if (other)
        report(
          undefined,
          `O id “${file.id}” já é de ${other}.`,
          'Dê outro nome ao arquivo: o id vale no banco inteiro.',
        );
      else questions.set(file.id, file.path);
    }
  }
}
