/** Every result shows the words that it was found by: in its title or text, by another name, or in what is quoted. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Hit, search as Search } from '../../../src/search/engine.ts';
import type { Piece } from '../../../src/search/highlight.ts';

let search: typeof Search;

beforeAll(async () => {
  vi.stubGlobal('fetch', async (path: string) =>
    readFile(`dist${path}`).then(
      (body) => new Response(new Uint8Array(body)),
      () => new Response('', { status: 404 }),
    ),
  );
  ({ search } = await import('../../../src/search/engine.ts'));
});

afterAll(() => {
  vi.unstubAllGlobals();
});

function hasMark(pieces: readonly Piece[] | undefined): boolean {
  return pieces?.some((piece) => piece.marked) ?? false;
}

async function showsWhy({ title, text, english, called, part, quote }: Hit): Promise<boolean> {
  return [title, text, english, called, part].some(hasMark) || hasMark((await quote?.())?.pieces);
}

test.each([
  'peft',
  'rank',
  'overfiting',
  'kv cache',
  'quando usar prefix tuning',
  'montar avaliação pra turma no papel',
  'questão quatro quintos',
  'modelo inventa coisa que não existe',
  'placa de 24gb dá pra treinar 7b?',
])('%s', async (query) => {
  const { hits } = await search(query, {}, 8);
  expect(hits.length).toBeGreaterThan(0);
  for (const hit of hits) expect(await showsWhy(hit), hit.path).toBe(true);
});

test('a result found by readers’ words alone says which question it answers', async () => {
  const { hits } = await search('apostila', {}, 3);
  const quote = await hits[0]?.quote?.();
  expect(hits[0]?.path).toBe('/aulas/19-peft/imprimir/');
  expect(quote?.isAsked).toBe(true);
  expect(quote?.pieces.map(({ text }) => text).join('')).toMatch(/apostila/);
});
