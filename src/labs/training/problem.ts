/** Something that the reader gave cannot be used: what is wrong, and what to do, in Portuguese. */
export class ReaderProblem extends Error {
  readonly what: string;
  readonly remedy: string;

  constructor(what: string, remedy: string) {
    super(`${what} ${remedy}`);
    this.name = 'ReaderProblem';
    this.what = what;
    this.remedy = remedy;
  }
}
