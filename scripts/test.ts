/** Runs every check of the project, in order, and stops at the first that fails. */
import { spawnSync } from 'node:child_process';
import { SITES } from '../tests/browser/sites.ts';
import { requireChromium } from './browser.ts';

interface Step {
  title: string;
  run: readonly [command: string, ...args: string[]];
  env?: Record<string, string>;
}

const { root, subPath } = SITES;

/** The site is built once for all that reads it, and once more under a sub-path. */
const STEPS: readonly Step[] = [
  { title: 'Formato e estilo', run: ['biome', 'ci', '.'] },
  { title: 'Tipos', run: ['astro', 'check'] },
  { title: 'Setas entre as camadas', run: ['node', 'scripts/check-layers.ts'] },
  { title: 'Ortografia do conteúdo', run: ['node', 'scripts/check-spelling.ts', 'content'] },
  { title: 'Ortografia da interface', run: ['node', 'scripts/check-spelling.ts', 'interface'] },
  {
    title: 'Construção do site',
    run: ['astro', 'build'],
    env: { BASE: root.base, OUT_DIR: `./${root.folder}` },
  },
  {
    title: 'Construção sob um subcaminho',
    run: ['astro', 'build'],
    env: { BASE: subPath.base, OUT_DIR: `./${subPath.folder}` },
  },
  { title: 'Links do site', run: ['node', 'scripts/check-links.ts', root.folder, root.base] },
  { title: 'Links sob o subcaminho', run: ['node', 'scripts/check-links.ts', subPath.folder, subPath.base] },
  { title: 'Ortografia das páginas', run: ['node', 'scripts/check-spelling.ts', 'pages'] },
  { title: 'Testes de unidade e valores de referência', run: ['vitest', 'run', '--project', 'node'] },
  { title: 'Valores de referência no navegador', run: ['vitest', 'run', '--project', 'chromium'] },
  { title: 'Testes no navegador', run: ['playwright', 'test'] },
  { title: 'Testes no Firefox', run: ['vitest', 'run', '--project', 'firefox'] },
];

function main(): void {
  const shared = { ...process.env, CHROMIUM_PATH: requireChromium(), ASTRO_TELEMETRY_DISABLED: '1' };
  for (const { title, run, env } of STEPS) {
    const start = performance.now();
    console.log(`\n── ${title} ──`);
    const [command, ...args] = run;
    const { status } = spawnSync(command, args, {
      stdio: 'inherit',
      env: { ...shared, ...env },
      // The commands of packages are scripts there, which only a shell starts.
      shell: process.platform === 'win32',
    });
    if (status !== 0) {
      console.error(`\nFalhou: ${title} (${run.join(' ')})`);
      process.exit(status ?? 1);
    }
    console.log(`   ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  console.log('\nTudo certo.');
}

main();
