/** A content file, read: its YAML, its tree, and where to report its faults. */
import type { Root } from 'mdast';
import type { ContentFile } from '../files.ts';
import type { Report } from '../problems.ts';
import type { YamlFile } from '../yaml.ts';

export interface Parsed {
  file: ContentFile;
  yaml: YamlFile<unknown>;
  tree: Root | undefined;
  body: string;
  report: Report;
}

/** Raw value of a key at the top of a YAML file. */
export function rawValue(raw: unknown, key: string): unknown {
  return typeof raw === 'object' && raw !== null ? Reflect.get(raw, key) : undefined;
}

/** The texts of a list at the top of a YAML file; empty when it is not a list. */
export function stringsAt(raw: unknown, key: string): string[] {
  const value = rawValue(raw, key);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
