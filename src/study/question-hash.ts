/** Fingerprint of what a question asks: when it changes, the question is asked again. Build only. */
import { createHash } from 'node:crypto';
import type { Questao } from '../content/schemas.ts';

/** What a reader answers to: comments may be mended without asking again, unless the author raises `revisao`. */
function asked(question: Questao): unknown {
  const { tipo, enunciado, revisao } = question;
  switch (question.tipo) {
    case 'multipla':
      return [
        tipo,
        enunciado,
        revisao,
        question.alternativas.map(({ texto, correta }) => [texto, correta === true]),
      ];
    case 'certo-errado':
      return [tipo, enunciado, revisao, question.resposta];
    case 'numerica':
      return [tipo, enunciado, revisao, question.resposta, question.tolerancia, question.unidade ?? ''];
    case 'aberta':
      return [tipo, enunciado, revisao, question.rubrica];
  }
}

/** Twelve hexadecimal digits; white space at the ends and repeated does not count. */
export function questionHash(question: Questao): string {
  const text = JSON.stringify(asked(question)).replace(/\s+/g, ' ');
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
