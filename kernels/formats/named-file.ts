/** A file and the name that a person knows it by. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A JSON file with an indent of 2 and a final line feed. */
export function jsonFile(name: string, content: unknown): NamedFile {
  return { name, bytes: new TextEncoder().encode(`${JSON.stringify(content, null, 2)}\n`) };
}
