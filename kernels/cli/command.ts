import type { Options, OptionTable } from './options.ts';

/** Where a command speaks to the person at the terminal. */
export interface Output {
  /** Progress and results for people; silent under `--json`. */
  log(text: string): void;
}

/** A command of the terminal. */
export interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  readonly options: OptionTable;
  /** Names of the arguments that are not options, for help. */
  readonly positionals?: readonly string[];
  /**
   * Does it, and returns what `--json` prints.
   * @throws CliError, FormatError in Portuguese
   */
  run(options: Options, output: Output): Promise<object>;
}
