/** `node scripts/check-spelling.ts content|pages`: Portuguese spelling of what authors wrote, or of the built pages. */
import { spawnSync } from 'node:child_process';

const CONFIGS: Record<string, string> = {
  content: 'cspell.config.yaml',
  pages: 'spelling/pages.config.yaml',
};
const TEMPLATE =
  '$filename:$row:$col  Palavra desconhecida: “$text”. Você quis dizer $suggestions? Se está certa, acrescente-a a spelling/palavras.txt.';

const config = CONFIGS[process.argv[2] ?? 'content'];
if (!config) throw new Error('Uso: node scripts/check-spelling.ts content|pages');
const { status } = spawnSync(
  'cspell',
  [
    'lint',
    '--config',
    config,
    '--no-progress',
    '--show-suggestions',
    '--relative',
    '--issue-template',
    TEMPLATE,
  ],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
