/** What a search result can be; the codes are stable (they appear in `data-tipo` and in addresses). */
export const KINDS = [
  'conceito',
  'secao',
  'formula',
  'laboratorio',
  'questao',
  'pagina',
  'referencia',
] as const;

export type Kind = (typeof KINDS)[number];

export const KIND_LABELS: Record<Kind, string> = {
  conceito: 'Conceito',
  secao: 'Seção',
  formula: 'Fórmula',
  laboratorio: 'Laboratório',
  questao: 'Questão',
  pagina: 'Página',
  referencia: 'Referência',
};

export function isKind(value: unknown): value is Kind {
  return KINDS.some((kind) => kind === value);
}
