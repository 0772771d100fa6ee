/** Faults in the content, told to the author: where, what is wrong, how to mend it. */

export interface Problem {
  /** From the project's root: `content/aulas/19-peft/introducao.mdx`. */
  file: string;
  /** From 1. */
  line: number;
  column: number;
  cause: string;
  mend: string;
}

/** Collects the faults of one file. */
export type Report = (at: { line: number; column: number } | undefined, cause: string, mend: string) => void;

/** `content/x.mdx:12:3  O que há de errado. Como consertar.` */
export function formatProblem({ file, line, column, cause, mend }: Problem): string {
  return `${file}:${line}:${column}  ${cause}${mend ? ` ${mend}` : ''}`;
}

/** In reading order: by file, then by place. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
}

/** Stops a build: the message lists every fault. */
export class ContentError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const count = problems.length === 1 ? '1 erro' : `${problems.length} erros`;
    super(`${count} no conteúdo:\n\n${problems.map(formatProblem).join('\n')}\n`);
    this.name = 'ContentError';
    this.problems = problems;
    // The author's files are named in the message; the stack would only show the site's own code.
    this.stack = `${this.name}: ${this.message}`;
  }
}
