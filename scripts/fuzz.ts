/** `npm run fuzz -- [cases]`: the random tests of the parsers and the graph builder, with very many cases. */
import { spawnSync } from 'node:child_process';

const MANY = 100_000;
const HOUR_MS = 3_600_000;

const cases = Number(process.argv[2] ?? MANY);
if (!Number.isInteger(cases) || cases < 1) {
  console.error(`O número de casos deve ser um inteiro a partir de 1, mas recebi "${process.argv[2]}".`);
  process.exit(2);
}
const { status } = spawnSync(
  'vitest',
  ['run', '--project', 'node', 'tests/fuzz', `--testTimeout=${HOUR_MS}`],
  {
    stdio: 'inherit',
    env: { ...process.env, FUZZ_CASES: String(cases) },
    shell: process.platform === 'win32',
  },
);
process.exit(status ?? 1);
