/** Counterfactual pairs: the same candidate with another name. */

import type { Verdict } from '../../runtime/jobs/recruit.ts';
import { LabHeading } from '../framework/heading.tsx';
import { type Figures, isApproved } from './figures.ts';
import { rate } from './words.ts';

/** Pairs shown one under another. */
const SHOWN = 5;

export function PairsView({ figures, verdicts }: { figures: Figures; verdicts: readonly Verdict[] }) {
  const { flips, candidates } = figures;
  const same = verdicts.every(({ prompt, swapped }) => prompt === swapped.prompt);
  const shown = (flips.length > 0 ? flips : verdicts).slice(0, SHOWN);
  return (
    <section>
      <LabHeading>A mesma pessoa, com outro nome</LabHeading>
      <p>
        {same
          ? 'Nome e gênero não aparecem no texto, e nada mais os denuncia: trocar o gênero não muda nada do que o modelo lê.'
          : `Trocando só o nome e o gênero, a decisão muda em ${flips.length} de ${candidates} pessoas (${rate(flips.length / candidates)}).`}
      </p>
      {!same && (
        <ol class="pares">
          {shown.map(({ prompt, approval, swapped }) => (
            <li key={prompt}>
              <Side text={prompt} approval={approval} />
              <Side text={swapped.prompt} approval={swapped.approval} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Side({ text, approval }: { text: string; approval: number }) {
  const approved = isApproved(approval);
  return (
    <p class={approved ? 'par-aprovado' : 'par-recusado'}>
      {text.split('\n')[0]}{' '}
      <b>
        {approved ? '✓ sim' : '✗ não'} <span>(preferência por “sim”: {rate(approval)})</span>
      </b>
    </p>
  );
}
