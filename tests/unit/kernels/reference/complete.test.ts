import { beforeEach, describe, expect, it, vi } from 'vitest';
import { complete, fingerprintOf, type Order, type Piece } from '../../../../scripts/reference/complete.ts';

interface Row {
  readonly fingerprint: string;
  readonly by: string;
}

const piece = (task: string, method: string, data = 'a'): Piece => {
  const title = `${task}, ${method}`;
  return { task, method, title, fingerprint: fingerprintOf({ task, method, data }) };
};
const pieces = ['clausulas', 'triagem'].flatMap((task) =>
  ['full', 'lora'].map((method) => piece(task, method)),
);
const recorded: readonly Row[] = pieces.map(({ fingerprint }) => ({ fingerprint, by: 'before' }));
const everything: Order = {
  clock: { isOver: false, tick() {} },
  fresh: false,
  tasks: undefined,
  methods: undefined,
};

/** What is made, in order, and what the record holds at the end, as "title: who made it". */
async function run(all: readonly Piece[], rows: readonly Row[], order: Partial<Order> = {}) {
  const made: string[] = [];
  let written: readonly Row[] | undefined;
  let left: number | undefined;
  await complete<Piece, Row>(
    all,
    rows,
    { ...everything, ...order },
    {
      async make({ title, fingerprint }) {
        made.push(title);
        return { fingerprint, by: 'now' };
      },
      say: ({ by }) => by,
      write(inOrder, open) {
        [written, left] = [inOrder, open];
      },
    },
  );
  const titleOf = new Map(all.map(({ fingerprint, title }) => [fingerprint, title]));
  return { made, left, written: written?.map(({ fingerprint, by }) => `${titleOf.get(fingerprint)}: ${by}`) };
}

describe('a record', () => {
  beforeEach(() => void vi.spyOn(console, 'log').mockImplementation(() => {}));

  it('that is whole is left alone', async () => {
    expect(await run(pieces, recorded)).toEqual({ made: [], left: undefined, written: undefined });
  });

  it('gets what it lacks, in the order of the pieces', async () => {
    const { made, left, written } = await run(pieces, [...recorded.slice(2).reverse()]);
    expect(made).toEqual(['clausulas, full', 'clausulas, lora']);
    expect(left).toBe(0);
    expect(written).toEqual([
      'clausulas, full: now',
      'clausulas, lora: now',
      'triagem, full: before',
      'triagem, lora: before',
    ]);
  });

  it('loses the rows of data that changed, and only those', async () => {
    const changed = pieces.map((one) => (one.task === 'triagem' ? piece('triagem', one.method, 'b') : one));
    const { made, written } = await run(changed, recorded);
    expect(made).toEqual(['triagem, full', 'triagem, lora']);
    expect(written).toHaveLength(4);
    const elsewhere = await run(changed, recorded, { tasks: ['clausulas'] });
    expect(elsewhere).toEqual({
      made: [],
      left: 2,
      written: ['clausulas, full: before', 'clausulas, lora: before'],
    });
  });

  it('is completed where it is asked for; the rest waits', async () => {
    const { made, left } = await run(pieces, recorded.slice(0, 1), { tasks: ['triagem'], methods: ['lora'] });
    expect(made).toEqual(['triagem, lora']);
    expect(left).toBe(2);
  });

  it('is made again on request, and keeps what was not asked for', async () => {
    const { made, written } = await run(pieces, recorded, { fresh: true, methods: ['full'] });
    expect(made).toEqual(['clausulas, full', 'triagem, full']);
    expect(written?.filter((line) => line.endsWith('before'))).toHaveLength(2);
  });

  it('stays whole when time runs out', async () => {
    const over = { isOver: true, tick() {} };
    expect((await run(pieces, recorded.slice(1), { clock: over })).written).toBeUndefined();
  });
});

describe('a fingerprint', () => {
  it('changes with any part', () => {
    const parts = { data: ['a'], recipe: { learningRate: 0.1 }, base: 'b' };
    const others = [
      { ...parts, data: ['a', 'b'] },
      { ...parts, recipe: { learningRate: 0.2 } },
      { ...parts, base: 'c' },
    ];
    expect(fingerprintOf(parts)).toMatch(/^[0-9a-f]{8}$/);
    expect(new Set([parts, ...others].map(fingerprintOf)).size).toBe(4);
  });
});
