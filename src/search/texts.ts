/** The texts that results are quoted from, as the build writes them. */
import { type EntryTexts, textsPath } from './entries.ts';
import type { SearchRecord } from './records.ts';

function textsOf({ parts, hidden, asked }: SearchRecord): EntryTexts {
  const passages = parts?.some(({ text }) => text) ? parts.map(({ text }) => text) : hidden && [hidden.text];
  return { ...(passages && { passages }), ...(asked && { asked: [...asked] }) };
}

/** Every file by its path, with the texts of its entries by their addresses. */
export function textFiles(records: readonly SearchRecord[]): Map<string, Map<string, EntryTexts>> {
  const files = new Map<string, Map<string, EntryTexts>>();
  for (const record of records) {
    const texts = textsOf(record);
    if (!texts.passages && !texts.asked) continue;
    const path = textsPath(record.path);
    const file = files.get(path) ?? new Map<string, EntryTexts>();
    files.set(path, file.set(record.path, texts));
  }
  return files;
}
