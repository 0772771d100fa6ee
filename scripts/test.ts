/** Runs every check of the project, in order, and stops at the first that fails. */
import { spawnSync } from 'node:child_process';
import { requireChromium } from './browser.ts';

type Step = readonly [title: string, command: string, ...args: string[]];

const STEPS: readonly Step[] = [
  ['Formato e estilo', 'biome', 'ci', '.'],
  ['Tipos', 'astro', 'check'],
  ['Testes de unidade e valores de referência', 'vitest', 'run', '--project', 'node'],
];

function main(): void {
  const env = { ...process.env, CHROMIUM_PATH: requireChromium(), ASTRO_TELEMETRY_DISABLED: '1' };
  for (const [title, command, ...args] of STEPS) {
    const start = performance.now();
    console.log(`\n── ${title} ──`);
    const { status } = spawnSync(command, args, { stdio: 'inherit', env });
    if (status !== 0) {
      console.error(`\nFalhou: ${title} (${[command, ...args].join(' ')})`);
      process.exit(status ?? 1);
    }
    console.log(`   ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  console.log('\nTudo certo.');
}

main();
