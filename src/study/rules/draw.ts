/** Drawing questions by lot, the same way for the same seed: an exam printed twice is the same exam. */

/** Numbers in [0, 1) from a 32-bit seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** All the items in a random order (Fisher–Yates). */
export function shuffle<T>(items: readonly T[], seed: number): T[] {
  const random = randomFrom(seed);
  const keyed = [...items];
  for (let last = keyed.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [keyed[last], keyed[other]];
    if (a !== undefined && b !== undefined) [keyed[last], keyed[other]] = [b, a];
  }
  return keyed;
}

/** `count` questions, each subject in proportion to its share, as an exam's notice would have it. */
export function drawExam<Q extends { subject: string }>(
  questions: readonly Q[],
  count: number,
  seed: number,
): Q[] {
  const groups = [...Map.groupBy(shuffle(questions, seed), ({ subject }) => subject).values()];
  /** Place of each question in its subject, as a share: the smallest shares make a proportional sample. */
  const ranked = groups.flatMap((group) =>
    group.map((question, index) => ({ question, share: (index + 0.5) / group.length })),
  );
  const drawn = ranked
    .sort((a, b) => a.share - b.share)
    .slice(0, count)
    .map(({ question }) => question);
  return shuffle(drawn, seed + 1);
}

/** A seed nobody chose. */
export function freshSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}
