/**
 * Byte-level symbols (Radford et al., "Language Models are Unsupervised Multitask Learners", 2019, section 2.2): every
 * UTF-8 byte has one printable character, so that any Unicode text is a sequence of known symbols. Bytes that are
 * printable in Latin-1 stand for themselves, the others for U+0100 and up, in order: exactly as Hugging Face's ByteLevel.
 */
const SYMBOL_OF_BYTE: readonly string[] = symbols();
const BYTE_OF_SYMBOL: ReadonlyMap<string, number> = new Map(
  SYMBOL_OF_BYTE.map((symbol, byte) => [symbol, byte]),
);

function symbols(): string[] {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const printable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    return String.fromCharCode(printable ? byte : next++);
  });
}

/** The 256 symbols, in byte order. */
export function byteSymbols(): readonly string[] {
  return SYMBOL_OF_BYTE;
}

const encoder = new TextEncoder();

/** Text -> one symbol a byte. A lone surrogate, which is no character, becomes U+FFFD. */
export function toSymbols(text: string): string[] {
  return Array.from(encoder.encode(text), (byte) => SYMBOL_OF_BYTE[byte] ?? '');
}

/** Symbols -> text. A byte sequence cut in the middle of a character shows as U+FFFD. */
export function fromSymbols(symbols: string): string {
  const bytes = new Uint8Array(symbols.length);
  let length = 0;
  for (const symbol of symbols) {
    const byte = BYTE_OF_SYMBOL.get(symbol);
    if (byte !== undefined) bytes[length++] = byte;
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, length));
}

/**
 * Words for the byte-pair merges: letters, single digits and runs of other signs, each with at most one space before
 * it; runs of spaces; line breaks. Only classes that JavaScript and Hugging Face's regex engine define alike (no `\s`).
 */
export const WORD_PATTERN = ' ?\\p{L}+| ?\\p{N}| ?[^ \\n\\p{L}\\p{N}]+| +|\\n';

const WORD = new RegExp(WORD_PATTERN, 'gu');

/** Cuts a text into words; joined again they are the text. */
export function splitWords(text: string): readonly string[] {
  return text.match(WORD) ?? [];
}
