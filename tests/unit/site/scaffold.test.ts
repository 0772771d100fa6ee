import { rm } from 'node:fs/promises';
import { afterEach, expect, test } from 'vitest';
import { checkContent } from '../../../src/content/check.ts';
import { createLesson, createSection } from '../../../src/content/scaffold.ts';
import { makeProject } from './content-fixture.ts';

let root = '';
afterEach(() => rm(root, { recursive: true }));

test('a new lesson and two new sections pass the check at once', async () => {
  root = await makeProject();
  expect(await createLesson(root, '21-agentes', 'Aula 21: "Agentes" e ferramentas')).toBe(
    'content/aulas/21-agentes/aula.yaml',
  );
  expect(await createSection(root, '21-agentes', 'introducao', 'O que é: um agente')).toBe(
    'content/aulas/21-agentes/introducao.mdx',
  );
  await createSection(root, '21-agentes', 'memoria', 'Memória');
  await createSection(root, '20-rag', 'indices', 'Índices');
  expect((await checkContent(root)).problems).toEqual([]);
});

test('a lesson with a taken number gets the next place', async () => {
  root = await makeProject();
  await createLesson(root, '20-outra', 'Outra');
  expect((await checkContent(root)).problems).toEqual([]);
});

test('refuses what exists, what cannot be an address, and a section without lesson', async () => {
  root = await makeProject();
  await expect(createLesson(root, '20-rag', 'RAG')).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Error: content/aulas/20-rag/aula.yaml já existe. Escolha outro nome ou edite o arquivo.]`,
  );
  await expect(createLesson(root, '../Fora', 'RAG')).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Error: “../Fora” não serve de endereço. Use letras minúsculas sem acento, algarismos e hifens, como em 20-rag.]`,
  );
  await expect(createLesson(root, '22-x', ' ')).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Error: Falta o título, entre aspas, no fim do comando.]`,
  );
  await expect(createSection(root, '30-nada', 'a', 'A')).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Error: A aula “30-nada” não existe. Crie-a antes: npm run nova-aula -- 30-nada "Título"]`,
  );
  await expect(createSection(root, '20-rag', 'introducao', 'A')).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Error: content/aulas/20-rag/introducao.mdx já existe. Escolha outro nome ou edite o arquivo.]`,
  );
});
