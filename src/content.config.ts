import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const secoes = defineCollection({
  loader: glob({ base: './content/aulas', pattern: '*/*.mdx' }),
  schema: z.strictObject({ titulo: z.string() }),
});

export const collections = { secoes };
