/**
 * Shape of every content file. Keys are Portuguese, because authors write them; unknown keys are errors.
 * References to other files are plain ids here; the collections turn them into Astro references.
 */
import { z } from 'zod';

/** `lora-matematica`, `19-peft`, `hu-2021-lora`: what a file or folder name may be. */
export const ID_PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** `19-peft/lora-matematica` or `19-peft/lora-matematica#eq-lora-delta`. */
export const PLACE_PATTERN = /^[a-z0-9-]+\/[a-z0-9-]+(?:#[a-z0-9-]+)?$/;

const text = z.string().trim().min(1);
const id = z.string().regex(ID_PATTERN);
const place = z.string().regex(PLACE_PATTERN);
const summary = z.string().trim().min(30).max(160);

/** `content/aulas/<aula>/aula.yaml` */
export const aula = z.strictObject({
  titulo: text,
  tituloCurto: text,
  numero: z.int().min(1),
  ordem: z.int().min(0),
  resumo: summary,
  objetivos: z.array(text).min(1),
  prerequisitos: z.array(text).default([]),
  atualizado: z.date(),
});

const item = z.string().regex(/^S\d{2}\.\d{1,2}$/, { error: 'Escreva o item como S08.2' });

/** `content/aulas/<aula>/inventario.yaml`: what the lesson must cover. */
export const inventario = z.strictObject({
  partes: z.array(z.strictObject({ titulo: text, itens: z.record(item, text) })).min(1),
});

/** `content/busca/<id>.yaml`: address of a place -> what readers ask, in their words, that it answers. */
export const perguntas = z.record(
  z.string().regex(/^\/\S*$/, { error: 'Escreva o endereço como /aulas/19-peft/custo/#quem-fica-de-fora' }),
  z.array(text).min(1),
);

/** Front matter of `content/aulas/<aula>/<secao>.mdx` */
export const secao = z.strictObject({
  titulo: text,
  resumo: summary,
  ordem: z.int().min(0),
  objetivos: z.array(text).min(1).max(6),
  minutos: z.int().min(1),
  fontes: z.array(id).default([]),
  laboratorios: z.array(id).default([]),
  atualizado: z.date(),
});

/** Front matter of `content/paginas/<id>.mdx`: a page about the site itself. */
export const pagina = z.strictObject({
  titulo: text,
  resumo: summary,
  fontes: z.array(id).default([]),
  atualizado: z.date(),
});

/** Front matter of `content/glossario/<id>.mdx` */
export const termo = z.strictObject({
  pt: text,
  en: z.array(text).default([]),
  sinonimos: z.array(text).default([]),
  definicao: z.string().trim().min(1).max(200),
  sigla: text.optional(),
  ensinadoEm: z.array(place).default([]),
  relacionados: z.array(id).default([]),
});

/** `content/referencias/<id>.yaml` */
export const obra = z
  .strictObject({
    autores: z.array(text).min(1),
    ano: z.int().min(1900).max(2100),
    titulo: text,
    veiculo: text.optional(),
    arxiv: z
      .string()
      .regex(/^\d{4}\.\d{4,5}$/)
      .optional(),
    doi: z
      .string()
      .regex(/^10\.\d{4,9}\/\S+$/)
      .optional(),
    url: z.url({ protocol: /^https?$/ }).optional(),
    nota: text.optional(),
  })
  .refine((work) => work.arxiv ?? work.doi ?? work.url, {
    error: 'A obra não tem endereço: escreva ao menos um de “arxiv”, “doi” ou “url”',
  });

const questionBase = {
  enunciado: text,
  dificuldade: z.enum(['facil', 'media', 'dificil']),
  assunto: text,
  fonte: z.string().regex(/^(?:inédita|autoavaliação da Aula \d+)$/),
  ensinadoEm: z.array(place).min(1),
  revisao: z.int().min(1).default(1),
};

const alternativa = z.strictObject({ texto: text, correta: z.literal(true).optional(), comentario: text });

const multipla = z
  .strictObject({
    tipo: z.literal('multipla'),
    ...questionBase,
    alternativas: z.array(alternativa).min(4).max(5),
  })
  .refine((question) => question.alternativas.filter((option) => option.correta).length === 1, {
    path: ['alternativas'],
    error: 'uma alternativa, e só uma, deve ter “correta: true”',
  });

const certoErrado = z.strictObject({
  tipo: z.literal('certo-errado'),
  ...questionBase,
  resposta: z.enum(['certo', 'errado']),
  comentario: text,
});

const numerica = z.strictObject({
  tipo: z.literal('numerica'),
  ...questionBase,
  resposta: z.number(),
  tolerancia: z.number().min(0),
  unidade: text.optional(),
  comentario: text,
  calculo: text.optional(),
});

const aberta = z.strictObject({
  tipo: z.literal('aberta'),
  ...questionBase,
  respostaModelo: text,
  rubrica: z.array(text).min(1),
});

/** `content/questoes/<aula>/<id>.yaml`: the four kinds share the statement and differ in the answer. */
export const questao = z.discriminatedUnion('tipo', [multipla, certoErrado, numerica, aberta]);

export type Obra = z.infer<typeof obra>;
export type Questao = z.infer<typeof questao>;
