import { defineCollection, reference } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import * as schemas from './content/schemas.ts';

const baseName = (entry: string) => entry.replace(/^.*\//, '').replace(/\.[^.]+$/, '');

export const collections = {
  aulas: defineCollection({
    loader: glob({
      base: './content/aulas',
      pattern: '*/aula.yaml',
      generateId: ({ entry }) => entry.replace('/aula.yaml', ''),
    }),
    schema: schemas.aula,
  }),
  /** Id: the lesson's. */
  inventarios: defineCollection({
    loader: glob({
      base: './content/aulas',
      pattern: '*/inventario.yaml',
      generateId: ({ entry }) => entry.replace('/inventario.yaml', ''),
    }),
    schema: schemas.inventario,
  }),
  /** Pages about the site itself. Id: the address. */
  paginas: defineCollection({
    loader: glob({ base: './content/paginas', pattern: '*.mdx' }),
    schema: schemas.pagina.extend({ fontes: z.array(reference('referencias')).default([]) }),
  }),
  /** Id: `19-peft/lora-matematica`. */
  secoes: defineCollection({
    loader: glob({ base: './content/aulas', pattern: '*/*.mdx' }),
    schema: schemas.secao.extend({ fontes: z.array(reference('referencias')).default([]) }),
  }),
  glossario: defineCollection({
    loader: glob({ base: './content/glossario', pattern: '*.mdx' }),
    schema: schemas.termo.extend({ relacionados: z.array(reference('glossario')).default([]) }),
  }),
  referencias: defineCollection({
    loader: glob({ base: './content/referencias', pattern: '*.yaml' }),
    schema: schemas.obra,
  }),
  /** Id: the file name alone, unique in the whole bank. */
  questoes: defineCollection({
    loader: glob({
      base: './content/questoes',
      pattern: '*/*.yaml',
      generateId: ({ entry }) => baseName(entry),
    }),
    schema: schemas.questao,
  }),
};
