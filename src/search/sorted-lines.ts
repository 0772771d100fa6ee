/** A table kept as one text, "key value" a line, sorted by key: nothing of it is parsed before it is asked for. */

/** Writes a table. Keys have neither spaces nor line breaks, values no line breaks. */
export function writeLines(table: Iterable<readonly [key: string, value: string | number]>): string {
  return [...table]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key} ${value}`)
    .join('\n');
}

export class SortedLines {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  #keyAt(line: number): string {
    return this.#text.slice(line, this.#text.indexOf(' ', line));
  }

  #endOf(line: number): number {
    const end = this.#text.indexOf('\n', line);
    return end === -1 ? this.#text.length : end;
  }

  /** Where the first line begins whose key is not before this one; at or past the end when there is none. */
  #find(key: string): number {
    let [low, high] = [0, this.#text.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const line = middle === 0 ? 0 : this.#text.lastIndexOf('\n', middle - 1) + 1;
      if (this.#keyAt(line) < key) low = this.#endOf(line) + 1;
      else high = line;
    }
    return low;
  }

  /** The value of a key. */
  get(key: string): string | undefined {
    const line = this.#find(key);
    if (line >= this.#text.length || this.#keyAt(line) !== key) return undefined;
    return this.#text.slice(line + key.length + 1, this.#endOf(line));
  }

  /** The keys that begin so, in order. */
  startingWith(prefix: string): string[] {
    const keys: string[] = [];
    for (let line = this.#find(prefix); line < this.#text.length; line = this.#endOf(line) + 1) {
      if (!this.#text.startsWith(prefix, line)) break;
      keys.push(this.#keyAt(line));
    }
    return keys;
  }

  /** Everything, key by key. */
  entries(): [key: string, value: string][] {
    return this.#text.split('\n').map((line) => {
      const space = line.indexOf(' ');
      return [line.slice(0, space), line.slice(space + 1)];
    });
  }
}
