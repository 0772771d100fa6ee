/** Does it fit? In a sentence, and card by card. */
import { formatMemory } from '../../charts/format.ts';
import { CARD_SIZES, fitOn, smallestCard } from './cards.ts';

/** The answer in one sentence. */
export function verdictOf(total: number): string {
  const card = smallestCard(total);
  if (card === undefined) {
    return `Não cabe em uma placa só, nem na de 80\u00a0GB. Mesmo dividido sem perdas, pediria ${fitOn(total, 80).cards} placas de 80\u00a0GB.`;
  }
  return `Pela conta, a menor placa em que cabe é a de ${card}\u00a0GB, com ${formatMemory(fitOn(total, card).spare)} de folga.`;
}

export function CardTable({ total }: { total: number }) {
  return (
    <table class="lab-tabela placas">
      <caption class="oculto">Em que placas a configuração cabe</caption>
      <thead>
        <tr>
          <th scope="col">Placa</th>
          <th scope="col">Cabe?</th>
          <th scope="col">Folga ou falta</th>
        </tr>
      </thead>
      <tbody>
        {CARD_SIZES.map((size) => {
          const { fits, spare } = fitOn(total, size);
          return (
            <tr key={size} class={fits ? 'cabe' : 'falta'}>
              <th scope="row">{size} GB</th>
              <td>{fits ? '✓ cabe' : '✗ não cabe'}</td>
              <td>{fits ? `sobram ${formatMemory(spare)}` : `faltam ${formatMemory(-spare)}`}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
