/** How many random cases each property gets: few in the tests, many with `npm run fuzz`. */
const SHORT = 300;

/** @param cost how many times dearer a case is than an ordinary one */
export function runs(cost = 1): { numRuns: number } {
  const asked = Number(process.env['FUZZ_CASES'] ?? SHORT);
  return { numRuns: Math.max(1, Math.ceil(asked / cost)) };
}
