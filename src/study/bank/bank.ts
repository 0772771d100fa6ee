/** The question bank as the browser gets it: one JSON file, texts already rendered to HTML. */
import { z } from '../schema.ts';

const html = z.string();

const place = z.object({
  /** Section that teaches it: `19-peft/lora-matematica`. */
  section: z.string(),
  title: z.string(),
  href: z.string(),
});

const common = {
  /** Stable: the file's name. */
  id: z.string(),
  /** Changes whenever what is asked changes: an answer counts for the question it was given to. */
  hash: z.string(),
  subject: z.string(),
  difficulty: z.enum(['facil', 'media', 'dificil']),
  source: z.string(),
  statement: html,
  places: z.array(place),
};

const question = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('multipla'),
    ...common,
    options: z.array(z.object({ text: html, right: z.boolean(), comment: html })),
  }),
  z.object({ kind: z.literal('certo-errado'), ...common, right: z.enum(['certo', 'errado']), comment: html }),
  z.object({
    kind: z.literal('numerica'),
    ...common,
    value: z.number(),
    tolerance: z.number(),
    unit: z.string(),
    comment: html,
  }),
  z.object({ kind: z.literal('aberta'), ...common, model: html, rubric: z.array(html) }),
]);

const bank = z.object({
  /** Outlines of the formulas' glyphs: one hidden drawing that a page needs once. */
  glyphs: html,
  sections: z.array(z.object({ id: z.string(), title: z.string(), href: z.string() })),
  questions: z.array(question),
});

export type BankQuestion = z.infer<typeof question>;
export type Bank = z.infer<typeof bank>;
export type Kind = BankQuestion['kind'];
export type Difficulty = BankQuestion['difficulty'];

export const KINDS: Readonly<Record<Kind, string>> = {
  multipla: 'múltipla escolha',
  'certo-errado': 'certo ou errado',
  numerica: 'numérica',
  aberta: 'aberta',
};

export const DIFFICULTIES: Readonly<Record<Difficulty, string>> = {
  facil: 'fácil',
  media: 'média',
  dificil: 'difícil',
};

export const LETTERS = ['a', 'b', 'c', 'd', 'e'] as const;

/**
 * The bank, from the file that the build made.
 * @throws Error in Portuguese when the file cannot be fetched or read
 */
export async function fetchBank(url: string): Promise<Bank> {
  // Asked for anew each time (an unchanged file is not sent again): answers count for today's questions.
  const response = await fetch(url, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`O arquivo das questões respondeu com o código ${response.status}.`);
  return bank.parse(await response.json());
}

/** Puts the glyph outlines into the page, once. */
export function installGlyphs(glyphs: string): void {
  const id = 'glifos-das-questoes';
  if (!glyphs || document.getElementById(id)) return;
  const holder = document.createElement('div');
  holder.id = id;
  holder.innerHTML = glyphs;
  document.body.append(holder);
}
