import { FormatError } from '../../kernels/formats/error.ts';
import { DivergedError } from '../../kernels/train/loop.ts';
import { type ProblemData, RuntimeProblem } from './problem.ts';

/** Any error in the form that crosses to the page. */
export function problemOf(error: unknown): ProblemData {
  if (error instanceof RuntimeProblem) return { what: error.what, remedy: error.remedy };
  if (error instanceof FormatError) {
    return { what: error.message, remedy: 'Corrija o que a mensagem aponta e tente de novo.' };
  }
  if (error instanceof DivergedError) {
    return {
      what: `A perda deixou de ser um número no passo ${error.step + 1}: o treino divergiu.`,
      remedy: 'Comece de novo com uma taxa de aprendizado menor: um terço da atual costuma bastar.',
    };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return {
    what: `Algo falhou no cálculo: ${reason.slice(0, 300)}`,
    remedy: 'Tente de novo; se voltar a acontecer, recarregue a página ou troque de dispositivo.',
  };
}
