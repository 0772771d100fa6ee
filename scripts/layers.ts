/** Who may import whom: arrows run one way, `content` <- pages -> labs -> runtime -> kernels. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';

interface Rule {
  from: RegExp;
  /** Forbidden targets; `$1` is what `from` captured. */
  to: string;
  because: string;
}

/** Folders of the compiler, each of which imports only those before it: the list of `kernels/README.md`. */
const COMPILER = ['formats', 'onnx', 'autodiff', 'nn', 'optim', 'quant', 'peft', 'train'];
/** What uses the compiler, and what it is fed with. */
const BESIDE = ['text', 'data', 'base-model', 'reference', 'cli'];

const COMPILER_RULES = COMPILER.map(
  (folder, place): Rule => ({
    from: new RegExp(`^kernels/${folder}/`),
    to: `^kernels/(${[...COMPILER.slice(place + 1), ...BESIDE].join('|')})/`,
    because: 'dentro do compilador, uma pasta só importa as que vêm antes dela em kernels/README.md',
  }),
);

const RULES: readonly Rule[] = [
  ...COMPILER_RULES,
  {
    from: /^kernels\//,
    to: '^(src|tests|scripts)/',
    because: 'kernels roda sozinho: no Node, em um worker ou na página',
  },
  { from: /^kernels\//, to: '^(astro|preact|@preact|@astrojs)', because: 'kernels não conhece o site' },
  {
    from: /^src\/runtime\//,
    to: '^src/(?!runtime/|offline/messages\\.ts$)',
    because: 'o runtime só conhece kernels, e o que diz ao service worker',
  },
  {
    from: /^src\/charts\//,
    to: '^(kernels|src/(?!charts/))',
    because: 'um gráfico desenha dados; não sabe de onde vêm',
  },
  {
    from: /^src\/labs\/([^/]+)\//,
    to: '^src/labs/(?!$1/|framework/|training/|registry\\.ts)',
    because: 'um laboratório não importa outro; o que é comum fica em labs/framework ou labs/training',
  },
  {
    from: /^src\/labs\/framework\//,
    to: '^(kernels/|src/runtime/(?!client\\.ts)|src/labs/training/)',
    because: 'a moldura dos laboratórios não treina; do runtime, conhece só o cliente',
  },
  {
    from: /^src\/labs\//,
    to: '^src/(pages|layouts|content|markdown)/',
    because: 'um laboratório não conhece as páginas',
  },
  {
    from: /^src\/(?:pages(?!\/laboratorio\/)|layouts|components|content|markdown|search|study|client)\//,
    to: '^(src/runtime/|kernels/|src/labs/(?!registry\\.ts|components\\.ts|tag-schemas\\.ts))',
    because: 'páginas e conteúdo conhecem um laboratório só pela tag; quem o monta é pages/laboratorio',
  },
  {
    from: /^(?:src|kernels)\//,
    to: '^(tests|scripts)/',
    because: 'o produto não depende dos testes nem dos comandos',
  },
  {
    from: /^src\/(?:content|markdown)\//,
    to: '^src/(pages|layouts)/',
    because: 'o conteúdo não conhece as páginas',
  },
];

/** Code of a component: what is between the fences, and its scripts. */
function codeOf(file: string, text: string): string {
  if (!file.endsWith('.astro')) return text;
  const scripts = Array.from(text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g), ([, code = '']) => code);
  return [/^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '', ...scripts].join('\n');
}

/** `src/a/b.ts` for files of the project, `preact` for packages. */
function targetOf(root: string, file: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  const absolute = resolve(root, dirname(file), specifier.replace(/\?.*$/, ''));
  return relative(root, absolute).split(sep).join('/');
}

/**
 * Imports that go against the arrows, one line each; empty when there are none.
 * @param root the project's folder
 */
export function checkLayers(root: string): string[] {
  const files = globSync('{src,kernels}/**/*.{ts,tsx,astro}', { cwd: root })
    .map((file) => file.split(sep).join('/'))
    .sort();
  return files.flatMap((file) => {
    const code = codeOf(file, readFileSync(join(root, file), 'utf8'));
    const imported = ts
      .preProcessFile(code, true, true)
      .importedFiles.map(({ fileName }) => targetOf(root, file, fileName));
    return RULES.flatMap(({ from, to, because }) => {
      const match = from.exec(file);
      if (!match) return [];
      const forbidden = new RegExp(to.replaceAll('$1', match[1] ?? ''));
      return imported
        .filter((target) => forbidden.test(target))
        .map((target) => `${file} importa ${target}: ${because}.`);
    });
  });
}
