import { quoted } from '../formats/error.ts';

/** Something that the person at the terminal can mend. The message, in Portuguese, is shown as it is; the exit code is 2. */
export class CliError extends Error {
  override readonly name = 'CliError';
}

/** `Você quis dizer "x"?`, or nothing when no known name is near. */
export function didYouMean(nearest: string | undefined): string {
  return nearest === undefined ? '' : ` Você quis dizer ${quoted(nearest)}?`;
}
