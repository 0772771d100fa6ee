/** YAML against a schema, with the line and column of every fault. */
import { isMap, isNode, isScalar, LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { z } from 'zod';
import { explainIssue, knownKeys, type Subject } from './issues.ts';
import type { Report } from './problems.ts';

export type Path = readonly PropertyKey[];

export interface YamlFile<T> {
  /** Undefined when it does not fit the schema. */
  data: T | undefined;
  /** Raw value, whatever it is. */
  raw: unknown;
  /** Place of the value at a path, or of the nearest thing around it. */
  at: (path: Path) => { line: number; column: number };
}

const YAML_ERRORS: Partial<Record<YAMLError['code'], [cause: string, mend: string]>> = {
  DUPLICATE_KEY: ['A mesma chave aparece duas vezes.', 'Apague uma delas.'],
  TAB_AS_INDENT: ['Há uma tabulação no recuo.', 'Em YAML o recuo é feito com espaços.'],
  BAD_INDENT: ['O recuo não combina com o das linhas vizinhas.', 'Alinhe as chaves do mesmo nível.'],
  MISSING_CHAR: ['Falta um sinal que feche o que foi aberto.', 'Confira aspas, colchetes e dois-pontos.'],
  BLOCK_AS_IMPLICIT_KEY: ['Há dois-pontos no meio de um texto sem aspas.', 'Ponha o texto entre aspas.'],
  MULTILINE_IMPLICIT_KEY: ['Há uma linha que não é chave nem valor.', 'Confira se falta “: ” ou aspas.'],
  UNEXPECTED_TOKEN: ['Há algo inesperado depois do valor.', 'Se o texto tem sinais, ponha-o entre aspas.'],
};

/**
 * Parses YAML and reports what is wrong with it.
 * @param firstLine line of the file at which the YAML starts (front matter starts at 2)
 */
export function checkYaml<S extends z.ZodType>(
  text: string,
  schema: S,
  subject: Subject,
  report: Report,
  firstLine = 1,
): YamlFile<z.output<S>> {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, customTags: ['timestamp'] });
  const place = (offset: number) => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: Math.max(1, line) + firstLine - 1, column: Math.max(1, col) };
  };

  const at = (path: Path) => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return place(node.range[0]);
    }
    return { line: firstLine, column: 1 };
  };
  const atKey = (path: Path, key: string) => {
    const map = path.length === 0 ? document.contents : document.getIn(path, true);
    const found = isMap(map)
      ? map.items.find((pair) => isScalar(pair.key) && pair.key.value === key)
      : undefined;
    return isScalar(found?.key) && found.key.range ? place(found.key.range[0]) : at(path);
  };

  for (const error of document.errors) {
    const [cause, mend] = YAML_ERRORS[error.code] ?? [`YAML inválido: ${error.message.split('\n')[0]}.`, ''];
    report(place(error.pos[0]), cause, mend);
  }
  const raw: unknown = document.errors.length > 0 ? undefined : (document.toJS() ?? {});
  if (document.errors.length > 0) return { data: undefined, raw, at };

  const result = schema.safeParse(raw, { reportInput: true });
  for (const issue of result.error?.issues ?? []) {
    const explanations = explainIssue(issue, subject, knownKeys(schema, issue.path, raw));
    for (const [index, { cause, mend }] of explanations.entries()) {
      const unknown = issue.code === 'unrecognized_keys' ? issue.keys[index] : undefined;
      report(unknown === undefined ? at(issue.path) : atKey(issue.path, unknown), cause, mend);
    }
  }
  return { data: result.data, raw, at };
}
