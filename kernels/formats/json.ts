import { FormatError, quoted } from './error.ts';

/** Names that change an object's behaviour when they are copied as properties; no real file uses them. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** A JSON object of an outside file: values are unknown until checked. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for `{…}`, false for null, arrays and scalars. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Parses the bytes of a JSON object from an outside file.
 * Stricter than `JSON.parse`: the text must be valid UTF-8, no object may name a key twice (readers disagree on which
 * one counts) and no key may be `__proto__`, `constructor` or `prototype`.
 * @throws FormatError in Portuguese
 */
export function parseJsonObject(bytes: Uint8Array, origin: string): JsonObject {
  const text = decodeUtf8(bytes, origin);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const detail = cause instanceof Error ? ` (${cause.message})` : '';
    throw new FormatError(origin, `o JSON está malformado${detail}. Gere o arquivo de novo.`);
  }
  if (!isJsonObject(value))
    throw new FormatError(origin, 'esperava um objeto JSON ({…}) no nível mais alto.');
  refuseBadKeys(text, origin);
  return value;
}

function decodeUtf8(bytes: Uint8Array, origin: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FormatError(
      origin,
      'o texto JSON não é UTF-8 válido; o arquivo está corrompido ou é de outro formato.',
    );
  }
}

/** Walks text that `JSON.parse` has accepted, so only strings, braces and brackets need to be told apart. */
function refuseBadKeys(text: string, origin: string): void {
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '{') open.push(new Set());
    else if (char === '[') open.push(undefined);
    else if (char === '}' || char === ']') open.pop();
    else if (char === '"') {
      const start = at;
      for (at++; text[at] !== '"'; at++) if (text[at] === '\\') at++;
      let next = at + 1;
      while (/\s/.test(text[next] ?? '')) next++;
      if (text[next] !== ':') continue;
      const key = String(JSON.parse(text.slice(start, at + 1)));
      if (FORBIDDEN_KEYS.has(key)) throw new FormatError(origin, `a chave ${quoted(key)} não é permitida.`);
      const keys = open.at(-1);
      if (keys?.has(key))
        throw new FormatError(origin, `a chave ${quoted(key)} aparece duas vezes; deixe só uma.`);
      keys?.add(key);
    }
  }
}
