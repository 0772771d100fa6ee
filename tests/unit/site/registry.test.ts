import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { registry } from '../../../src/components/mdx/registry.ts';
import { labs } from '../../../src/labs/registry.ts';
import { problemsWith, SECTION } from './content-fixture.ts';

const SOURCE = resolve(import.meta.dirname, '../../../src');
const labTags = new Set<string>(labs.map(({ tag }) => tag));

/** The examples of the author's guide use real ids: give them files. */
const WORLD = {
  'content/referencias/hu-2021-lora.yaml': 'autores: [Hu]\nano: 2021\ntitulo: LoRA\narxiv: "2106.09685"\n',
  'content/questoes/20-rag/lora-b-zero.yaml':
    'tipo: certo-errado\nenunciado: B começa em zero.\ndificuldade: facil\nassunto: LoRA\nfonte: inédita\nensinadoEm: ["20-rag/introducao"]\nresposta: certo\ncomentario: Sim.\n',
  'content/aulas/20-rag/inventario.yaml':
    'partes:\n  - titulo: LoRA\n    itens:\n      S08.1: De W a W + BA\n      S08.2: A forma de B\n',
  'content/aulas/20-rag/figuras/lora-caminho.svg': '<svg viewBox="0 0 1 1"></svg>',
};

test('every example of the registry passes the check', async () => {
  const examples = [...registry].filter(([, spec]) => !spec.dentroDe).map(([, spec]) => spec.exemplo);
  const front = `---
titulo: Exemplos
resumo: "Uma seção que usa todos os componentes, um depois do outro."
ordem: 10
objetivos: [Usar]
minutos: 1
fontes: [hu-2021-lora]
atualizado: 2026-11-24
---
`;
  expect(
    await problemsWith({
      ...WORLD,
      [SECTION]: `${front}\n${examples.join('\n\n')}\n`,
      'content/glossario/posto.mdx': '---\npt: posto\ndefinicao: D.\n---\n',
    }),
  ).toBe('');
});

test('every component has its file, and is in the map given to MDX', async () => {
  const index = await readFile(resolve(SOURCE, 'components/mdx/index.ts'), 'utf8');
  for (const name of registry.keys()) {
    if (labTags.has(name)) continue;
    expect(existsSync(resolve(SOURCE, `components/mdx/${name}.astro`)), name).toBe(true);
    expect(index).toMatch(new RegExp(`^  ${name},$`, 'm'));
  }
});

test('every component says in one line what it is for', () => {
  for (const [name, { descricao }] of registry) expect(descricao, name).toMatch(/^\S.{9,110}\.$/);
});
