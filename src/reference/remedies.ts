/** What the recorded runs about a biased past did against it, as a “mitigação” is named. */
const NAMES: Readonly<Record<string, string>> = {
  nenhuma: 'nenhuma',
  balanceamento: 'balancear grupos e decisões',
  auditoria: 'auditar metade dos rótulos',
  cegueira: 'esconder nome e gênero',
  'cegueira-com-pista': 'esconder, mas deixar um vestígio',
  contrafactual: 'pares contrafactuais',
};

/** The name of a remedy; the id itself where a newer record has one that is not known here. */
export function remedyName(remedy: string): string {
  return NAMES[remedy] ?? remedy;
}
