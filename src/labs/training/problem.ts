/** What went wrong, as the reader of a lab is told it. */
import { RuntimeProblem } from '../../runtime/problem.ts';
import type { LabError } from '../framework/lab.tsx';

/** Any failure as the reader is told it; undefined for a job that the page itself called off. */
export function problemOf(error: unknown): LabError | undefined {
  if (error instanceof DOMException && error.name === 'AbortError') return undefined;
  if (error instanceof RuntimeProblem) return { what: error.what, remedy: error.remedy };
  return {
    what: 'Algo inesperado falhou nesta página.',
    remedy: 'Recarregue a página; se voltar a acontecer, tente outro navegador.',
  };
}
