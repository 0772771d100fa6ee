/**
 * A file that a person gave us cannot be used. The message is in Portuguese, since the terminal and the labs show it
 * as it is: what is wrong, where, and how to mend it.
 */
export class FormatError extends Error {
  override readonly name = 'FormatError';

  /**
   * @param origin which file or folder, as the reader knows it (`adapter_model.safetensors`)
   * @param problem what is wrong and how to mend it, a full sentence or two
   */
  constructor(origin: string, problem: string) {
    super(`${origin}: ${problem}`);
  }
}

/** Quotes text of a hostile file for a message: control characters escaped, long text cut. */
export function quoted(text: string): string {
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return JSON.stringify(shown);
}
