/** Sentences about what was measured. */
import { formatFixed, formatPercent } from '../../charts/format.ts';
import type { Figures, Measured, Outcome } from './figures.ts';

const GROUP_NAMES: Readonly<Record<string, string>> = { f: 'mulheres', m: 'homens' };

export function groupName(group: string): string {
  return GROUP_NAMES[group] ?? group;
}

/** `mulheres` -> `Mulheres`. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A share as percent with no decimals, or a dash where there were no cases. */
export function rate(share: number | undefined): string {
  return share === undefined ? '—' : `${formatFixed(share * 100, 0)}%`;
}

/** A measure between 0 and 1 with two decimals. */
export function two(value: number): string {
  return formatFixed(value, 2);
}

/** The selection rates of all groups: `mulheres 31%, homens 60%`. */
export function selectionText({ rates }: Measured): string {
  return rates.map(({ group, selection }) => `${groupName(group)} ${rate(selection)}`).join(', ');
}

/** The result in a line, for a phone. */
export function shortVerdict({ model }: Figures): string {
  return `Razão ${two(model.parity.disparateImpact)} · ${selectionText(model)}`;
}

/** What came out, in a sentence that stands by itself. */
export function verdictText({ model }: Figures, outcome: Outcome): string {
  const ratio = two(model.parity.disparateImpact);
  switch (outcome) {
    case 'ninguem':
      return `Cuidado: só ${rate(model.truePositiveRate)} das pessoas qualificadas foram aprovadas. Recusar quase todo mundo iguala as taxas, e não é justiça.`;
    case 'todos':
      return `Cuidado: ${rate(model.selection)} das pessoas foram aprovadas, qualificadas ou não. Aprovar todo mundo iguala as taxas, e não é justiça.`;
    case 'desigual':
      return `A razão entre as taxas é ${ratio}, abaixo de quatro quintos (0,80): o modelo desfavorece um grupo.`;
    case 'erros':
      return `A razão entre as taxas é ${ratio}, mas as pessoas qualificadas de um grupo são recusadas com mais frequência: a diferença é ${two(model.parity.equalOpportunityDifference)}.`;
    case 'justo':
      return `A razão entre as taxas é ${ratio}, e as pessoas qualificadas dos dois grupos são aprovadas com frequência parecida.`;
  }
}

/** Gaps up to this are called the same. */
const SAME = 0.05;

/** How the model stands beside its labels, which it may mend, copy or exaggerate. */
export function amplificationText({ training, model }: Figures): string {
  const before = training.parity.demographicParityDifference;
  const after = model.parity.demographicParityDifference;
  const both = `Nos rótulos do treino, a diferença entre as taxas era ${two(before)}; nas decisões do modelo, é ${two(after)}.`;
  if (after > before + SAME) return `${both} O modelo exagerou o que viu.`;
  if (before <= SAME) return both;
  return after <= SAME
    ? `${both} O modelo responde o caso mais comum de cada perfil: um viés que não muda a maioria fica escondido.`
    : `${both} O modelo repetiu, ao menos em parte, o que viu.`;
}

/** The two accuracies side by side, and what to make of them. */
export function accuracyText({ model, agreement, meritAgreement }: Figures): string {
  const both = `Contra o mérito, o modelo acerta ${formatPercent(model.accuracy)}; contra os rótulos do passado, ${formatPercent(agreement)}.`;
  const fair = `Quem decidisse só pelo mérito acertaria ${formatPercent(meritAgreement)} desses rótulos.`;
  return agreement > meritAgreement + 0.005
    ? `${both} ${fair} Medido pelos rótulos enviesados, o modelo injusto parece melhor que o justo.`
    : `${both} ${fair}`;
}
