/** Breaks a text into lines, since a drawing breaks none itself. */
import { labelWidth } from './axes.tsx';

/** The words of `text` in lines of about `width` pixels at most; a word that is longer has a line of its own. */
export function wrapWords(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && labelWidth(`${last} ${word}`) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
