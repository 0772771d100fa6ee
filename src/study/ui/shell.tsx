/** The frame of every study island: waits for the bank and the log, says what is wrong, then shows the page's own part. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useKeptFocus } from '../../client/kept-focus.ts';
import { href } from '../../components/site/paths.ts';
import { type Bank, fetchBank, installGlyphs } from '../bank/bank.ts';
import { StorageNotice } from './notices.tsx';
import { pageJournal, type Study, standingOf } from './session.ts';
import './study.css';

interface Props {
  /** Name of the page, for tests and assistive tools. */
  name: string;
  children: (study: Study) => ComponentChildren;
}

export function Shell({ name, children }: Props) {
  const [study, setStudy] = useState<Study>();
  const [failure, setFailure] = useState('');
  const root = useKeptFocus<HTMLDivElement>();
  const load = () => {
    setFailure('');
    fetchBank(href('/questoes/banco.json'))
      .then((bank: Bank) => {
        installGlyphs(bank.glyphs);
        const journal = pageJournal();
        setStudy({ bank, journal, standing: standingOf(journal, bank.questions) });
      })
      .catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)));
  };
  useEffect(load, []);
  const ready = study && study.journal.health.value !== 'opening';
  return (
    <div
      ref={root}
      class="estudo so-com-script"
      data-estudo={name}
      data-estado={failure ? 'erro' : ready ? 'pronto' : 'carregando'}
    >
      {failure && (
        <div class="estudo-aviso grave" role="alert">
          <p>
            <b>As questões não chegaram.</b> {failure} Confira a conexão.
          </p>
          <button type="button" class="botao" onClick={load}>
            Tentar de novo
          </button>
        </div>
      )}
      {!failure && !ready && <p class="estudo-espera">Carregando as questões…</p>}
      {ready && (
        <>
          <StorageNotice journal={study.journal} />
          {children(study)}
        </>
      )}
    </div>
  );
}
