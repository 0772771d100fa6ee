import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import type { Code } from 'mdast';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { parseMdx, splitFrontMatter } from '../../../src/content/mdx.ts';
import { parseFence } from '../../../src/markdown/fence.ts';

const ROOT = new URL('../../../content/', import.meta.url).pathname;

interface Block {
  /** File and title, to name a fault. */
  name: string;
  code: Code;
}

const blocks: Block[] = globSync('**/*.mdx', { cwd: ROOT }).flatMap((file) => {
  const { body } = splitFrontMatter(readFileSync(ROOT + file, 'utf8'));
  const found: Block[] = [];
  const tree = parseMdx(body, (_, cause) => expect.unreachable(`${file}: ${cause}`));
  if (tree)
    visit(
      tree,
      'code',
      (code) => void found.push({ name: `${file}, line ${code.position?.start.line}`, code }),
    );
  return found;
});

describe('the code blocks of the content', () => {
  test('mark only lines that they have', () => {
    const marked = blocks.filter(({ code }) => code.meta?.includes('{'));
    expect(marked.length).toBeGreaterThan(0);
    for (const { name, code } of marked) {
      const last = Math.max(0, ...parseFence(code.meta ?? '').lines);
      expect(last, name).toBeLessThanOrEqual(code.value.split('\n').length);
    }
  });

  const python = spawnSync('python3', ['--version']).status === 0;
  if (!python) console.log('No python3 here: the Python of the content is not parsed.');
  test.skipIf(!python)('are Python where they say so', () => {
    const scripts = blocks.filter(({ code }) => code.lang === 'python');
    expect(scripts.length).toBeGreaterThan(0);
    for (const { name, code } of scripts) {
      const parsed = spawnSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], {
        input: code.value,
        encoding: 'utf8',
      });
      expect(parsed.stderr, name).toBe('');
    }
  });
});
