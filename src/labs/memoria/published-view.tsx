/** Published figures beside ours. */
import { formatMemory } from '../../charts/format.ts';
import { LabHeading } from '../framework/heading.tsx';
import { ourFigure, PUBLISHED, type Published } from './published.ts';
import type { MemoryState } from './state-table.ts';

interface Props {
  /** Address of the bibliography. */
  referencesPath: string;
  onApply: (settings: Partial<MemoryState>) => void;
}

const MEASURES: Readonly<Record<Published['measure'], string>> = {
  total: 'total',
  estados: 'só pesos e estados',
  base: 'só a base',
  otimizador: 'só o otimizador',
};

const KINDS: Readonly<Record<Published['kind'], string>> = {
  medido: 'medido',
  estimado: 'estimado pela fonte',
  afirmado: 'afirmado no artigo',
};

export function PublishedView({ referencesPath, onApply }: Props) {
  return (
    <section>
      <LabHeading>Números publicados e os nossos</LabHeading>
      <p>
        Nenhuma fórmula simples acerta todos. Onde os números diferem, a razão está escrita; onde ninguém a
        publicou, isso também está escrito.
      </p>
      <ul class="publicados">
        {PUBLISHED.map((entry) => (
          <li key={entry.id}>
            <p class="publicado-caso">{entry.what}</p>
            <dl>
              <div>
                <dt>Publicado</dt>
                <dd>
                  <b>{entry.printed}</b> <span>{KINDS[entry.kind]}</span>
                </dd>
              </div>
              <div>
                <dt>Pela conta</dt>
                <dd>
                  <b>{formatMemory(ourFigure(entry))}</b> <span>{MEASURES[entry.measure]}</span>
                </dd>
              </div>
            </dl>
            <p>{entry.difference}</p>
            <p class="publicado-fonte">
              <a href={`${referencesPath}#${entry.source}`}>{entry.sourceLabel}</a>
              <button
                type="button"
                class="so-com-script"
                aria-label={`Montar esta configuração: ${entry.what}`}
                onClick={() => onApply(entry.settings)}
              >
                Montar esta configuração
              </button>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
