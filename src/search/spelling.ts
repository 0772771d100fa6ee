/** Spelling help: the known word that an unknown one was probably meant to be. */
import { distance } from 'fastest-levenshtein';

/** Letters that sound alike in Portuguese become one: "quantisassão" and "quantização" are the same word spoken. */
function sound(word: string): string {
  return word
    .replace(/ph/g, 'f')
    .replace(/th/g, 't')
    .replace(/qu(?=[ei])/g, 'k')
    .replace(/c(?=[eiy])|ss|sc(?=[ei])|z|x(?=[^aeiou])/g, 's')
    .replace(/ch|sh/g, 'x')
    .replace(/[cq]/g, 'k')
    .replace(/g(?=[ei])/g, 'j')
    .replace(/[nm](?=[^aeiou]|$)/g, 'n')
    .replace(/l(?=[^aeiou]|$)/g, 'u')
    .replace(/^h/, '')
    .replace(/y/g, 'i')
    .replace(/w/g, 'v')
    .replace(/(.)\1+/g, '$1');
}

const SOUND_SLIP = 0.4;
const SWAP = 1;
/** Edits beyond the limit that hearing the words alike can still save. */
const MOST_SOUND_GAIN = 2;

/** Edits between two words; two neighbours swapped count as one, a slip that keeps the sound as less than one. */
function slips(typed: string, known: string, limit: number): number {
  const edits = distance(typed, known);
  if (edits === 2 && typed.length === known.length) {
    const at = [...typed].findIndex((letter, index) => letter !== known[index]);
    if (typed[at] === known[at + 1] && typed[at + 1] === known[at]) return SWAP;
  }
  if (edits > limit + MOST_SOUND_GAIN) return edits;
  const spoken = distance(sound(typed), sound(known));
  return spoken < edits ? spoken + SOUND_SLIP : edits;
}

/** Slips that a word of this length may have: short ones are soon another word. */
function tolerance(length: number): number {
  if (length <= 3) return 0;
  if (length <= 4) return 1;
  if (length <= 9) return 2;
  return 3;
}

/**
 * Known words near `typed`, the most probable first; empty when none is near enough.
 * @param vocabulary words with their weight, which decides between equals
 * @param most slips allowed, where fewer than its length would
 */
export function nearWords(
  typed: string,
  vocabulary: ReadonlyMap<string, number>,
  most = Number.POSITIVE_INFINITY,
): string[] {
  const limit = Math.min(most, tolerance(typed.length));
  const found: { word: string; cost: number }[] = [];
  for (const [word, weight] of vocabulary) {
    if (Math.abs(word.length - typed.length) > limit || /^\d/.test(word) || word.length < 3) continue;
    const cost = slips(typed, word, limit);
    if (cost > limit) continue;
    // The first letter is seldom wrong; among equals, the word that the site uses more.
    found.push({ word, cost: cost + (word[0] === typed[0] ? 0 : 0.5) - Math.min(0.3, weight / 100) });
  }
  return found.sort((a, b) => a.cost - b.cost).map(({ word }) => word);
}
