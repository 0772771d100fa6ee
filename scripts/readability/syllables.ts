/**
 * Syllables of a Portuguese word, counted by its vowel sounds. Written from the rules of Portuguese orthography, whose accents
 * say where two neighbouring vowels part: "história" has a diphthong at its end because the accent falls before it, "maria" does not.
 */

const STRONG = 'aeoáéíóúâêôãõà';
const VOWEL = /[aeiouáéíóúâêôãõàü]/;
const ACCENTED = /[áéíóúâêô]/;
const NASAL_DIPHTHONG = /^(?:ão|ãe|õe|ãi)$/;

/** Whether `i` or `u` at `at` makes one sound with the vowel before it: "pai", "muito", but "ra-iz", "sa-ir", "ra-i-nha". */
function glidesAfter(word: string, at: number): boolean {
  const letter = word[at];
  if (letter !== 'i' && letter !== 'u') return false;
  if (word[at - 1] === letter) return false;
  const rest = word.slice(at + 1);
  if (rest.startsWith('nh')) return false;
  // Before a consonant that closes the same syllable, the vowel stands alone: "sa-ir", "ca-in-do", "ju-iz", "Ra-ul".
  const closed = /^(?:[lrz](?![aeiouáéíóúâêôãõh])|[mn](?![aeiouáéíóúâêôãõhs]))/.test(rest);
  return !closed;
}

/** Whether an unstressed `ia`, `ie`, `io`, `ua`, `ue`, `uo` at the end of an accented word is one sound: "memória", "série", "água". */
function isFinalGlide(word: string, at: number): boolean {
  const [first = '', second = ''] = [word[at - 1], word[at]];
  if (!'iu'.includes(first) || !'aeo'.includes(second)) return false;
  return /^s?$/.test(word.slice(at + 1)) && ACCENTED.test(word.slice(0, at - 1));
}

/**
 * Number of syllables, at least 1. `word` may have capitals; a word joined by hyphens is the sum of its parts.
 * Foreign words and acronyms are counted as if they were Portuguese.
 */
export function countSyllables(word: string): number {
  if (word.includes('-'))
    return word.split('-').reduce((sum, part) => sum + (part ? countSyllables(part) : 0), 0);
  const letters = word
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}]/gu, '');
  // The u of "que", "guia", "quatro" and "água" never makes a syllable with the vowel that follows it.
  const text = letters.replace(/([qg])[uü](?=[aeiouáéíóúâêôãõ])/g, '$1');
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    if (!VOWEL.test(text[at] ?? '')) continue;
    const previous = text[at - 1] ?? '';
    const follows = VOWEL.test(previous);
    const joined =
      follows &&
      (NASAL_DIPHTHONG.test(previous + text[at]) ||
        (STRONG.includes(previous) || 'iu'.includes(previous) ? glidesAfter(text, at) : false) ||
        isFinalGlide(text, at));
    if (!joined) count++;
  }
  return Math.max(1, count);
}
