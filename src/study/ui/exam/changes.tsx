/** Tells a candidate what a new version of the site did to the exam under way, and why. */
import { plural } from '../words.ts';
import type { ExamChanges } from './running.ts';

/** Full sentences, one a kind of change; none when nothing changed. */
export function changesText({ rewritten, blanked, removed }: ExamChanges): string[] {
  const sentences: string[] = [];
  if (rewritten > 0) {
    const one = rewritten === 1;
    sentences.push(
      `${plural(rewritten, 'questão foi reescrita e está', 'questões foram reescritas e estão')} aqui com o texto novo.`,
    );
    if (blanked > 0) {
      sentences.push(
        one
          ? 'A sua resposta era ao texto antigo: a questão voltou a ficar em branco.'
          : `${plural(blanked, 'resposta sua era', 'respostas suas eram')} ao texto antigo: ${blanked === 1 ? 'a questão voltou' : 'as questões voltaram'} a ficar em branco.`,
      );
    }
  }
  if (removed > 0) {
    sentences.push(
      `${plural(removed, 'questão saiu do banco e foi retirada', 'questões saíram do banco e foram retiradas')} do simulado, porque não há mais gabarito para ${removed === 1 ? 'ela' : 'elas'}.`,
    );
  }
  return sentences;
}

export function ChangesNotice({ changes }: { changes: ExamChanges | undefined }) {
  const sentences = changes ? changesText(changes) : [];
  return (
    <div role="status">
      {sentences.length > 0 && (
        <p class="estudo-aviso">
          <b>O banco de questões mudou desde que este simulado começou.</b> {sentences.join(' ')}
        </p>
      )}
    </div>
  );
}
