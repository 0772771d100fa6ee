/** Sees a training run explode before its loss stops being a number. */
import { RuntimeProblem } from '../../problem.ts';

/** A single bad batch is no reason to stop. */
const PATIENCE = 5;
/** Guessing evenly among all tokens costs ln(vocabulary); a loss of several times that is no learning any more. */
const FACTOR = 3;

/** The loss has grown beyond any learning. */
export class ExplodedError extends RuntimeProblem {}

export class LossGuard {
  readonly #limit: number;
  #above = 0;

  /** @param vocabSize tokens of the model */
  constructor(vocabSize: number) {
    this.#limit = FACTOR * Math.log(vocabSize);
  }

  /** @param step counted from 0 @throws ExplodedError if the last losses were all far worse than guessing */
  check(step: number, loss: number): void {
    this.#above = loss > this.#limit ? this.#above + 1 : 0;
    if (this.#above < PATIENCE) return;
    throw new ExplodedError({
      what:
        `O treino divergiu: no passo ${step + 1} a perda era ${loss.toFixed(1).replace('.', ',')}, ` +
        `mais de ${FACTOR} vezes a de quem responde ao acaso.`,
      remedy: 'Comece de novo com uma taxa de aprendizado menor: um terço da atual costuma bastar.',
    });
  }
}
