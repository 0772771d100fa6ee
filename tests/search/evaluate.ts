/**
 * How often the right answer comes first, on sets of queries with the expected first result.
 * Run: npm run build && npm run avaliar-busca [-- tests/search/queries.yaml]
 */
import { globSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { IndexFile } from '../../src/search/entries.ts';
import { Lookup } from '../../src/search/lookup.ts';
import { rank } from '../../src/search/ranking.ts';

const querySet = z.array(
  z.strictObject({ busca: z.string(), espera: z.union([z.string(), z.array(z.string())]) }),
);

export interface Outcome {
  query: string;
  expected: string[];
  /** First addresses found. */
  found: string[];
  /** 1 for the first; 0 when it is not among the ten first. */
  place: number;
}

function satisfies(found: string, expected: string): boolean {
  return expected.includes('#') ? found === expected : found.replace(/#.*$/, '') === expected;
}

/** Asks every query of a set. */
export function evaluate(file: string, index: IndexFile): Outcome[] {
  const lookup = new Lookup(index);
  return querySet.parse(parse(readFileSync(file, 'utf8'))).map(({ busca, espera }) => {
    const expected = [espera].flat();
    const found = rank(busca, lookup)
      .ranked.slice(0, 10)
      .map(({ entry }) => entry.path);
    const place = found.findIndex((path) => expected.some((wanted) => satisfies(path, wanted))) + 1;
    return { query: busca, expected, found, place };
  });
}

/** Shares of the set, between 0 and 1. */
export function summarize(outcomes: readonly Outcome[]): {
  first: number;
  firstThree: number;
  unanswered: number;
} {
  const share = (wanted: (outcome: Outcome) => boolean) => outcomes.filter(wanted).length / outcomes.length;
  return {
    first: share(({ place }) => place === 1),
    firstThree: share(({ place }) => place >= 1 && place <= 3),
    unanswered: outcomes.filter(({ found }) => found.length === 0).length,
  };
}

if (import.meta.main) {
  const index: IndexFile = JSON.parse(readFileSync('dist/busca/indice.json', 'utf8'));
  const files = process.argv.length > 2 ? process.argv.slice(2) : globSync('tests/search/*.yaml').sort();
  for (const file of files) {
    const outcomes = evaluate(file, index);
    const { first, firstThree, unanswered } = summarize(outcomes);
    for (const { query, expected, found, place } of outcomes) {
      if (place !== 1)
        console.log(
          `${place || '—'}º  ${query}\n    esperado ${expected.join(' ou ')}\n    veio     ${found.slice(0, 3).join('  ')}`,
        );
    }
    const percent = (share: number) => `${(100 * share).toFixed(1).replace('.', ',')}%`;
    console.log(
      `${file}: ${outcomes.length} buscas, certo em primeiro ${percent(first)}, entre os três primeiros ${percent(firstThree)}, sem resposta ${unanswered}`,
    );
  }
}
