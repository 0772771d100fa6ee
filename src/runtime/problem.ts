/** What went wrong, as a reader needs it: it crosses from the worker to the page as plain data. */

export interface ProblemData {
  /** What happened, in Portuguese, a full sentence. */
  readonly what: string;
  /** What to do about it, in Portuguese, a full sentence. */
  readonly remedy: string;
}

/** A failure that the reader is told about. Texts are in Portuguese. */
export class RuntimeProblem extends Error implements ProblemData {
  readonly what: string;
  readonly remedy: string;

  constructor({ what, remedy }: ProblemData, cause?: unknown) {
    super(`${what} ${remedy}`, { cause });
    this.name = 'RuntimeProblem';
    this.what = what;
    this.remedy = remedy;
  }
}

/** The error of a job that the page itself called off; no reader needs to be told. */
export function abortError(): DOMException {
  return new DOMException('The job was called off.', 'AbortError');
}
