/** Export, import and erasure of everything that the site keeps about the reader's study. */
import { useId, useState } from 'preact/hooks';
import { focusOnArrival } from '../../client/kept-focus.ts';
import type { Journal } from '../log/journal.ts';
import { checkSize, ImportError, readExport } from '../log/transfer.ts';
import { downloadExport } from './download.ts';
import { plural } from './words.ts';

export function DataPanel({ journal }: { journal: Journal }) {
  const id = useId();
  const [said, setSaid] = useState('');
  const [failure, setFailure] = useState('');
  const [erasing, setErasing] = useState(false);
  const count = journal.events.value.length;

  const tell = (text: string) => {
    setFailure('');
    setSaid(text);
  };
  const fail = (text: string) => {
    setSaid('');
    setFailure(text);
  };
  const take = async (file: File | undefined) => {
    if (!file) return;
    try {
      tell(await importFile(journal, file));
    } catch (error) {
      fail(
        error instanceof ImportError
          ? error.message
          : 'Não foi possível guardar o conteúdo do arquivo: o espaço do navegador pode estar cheio.',
      );
    }
  };

  return (
    <section class="dados" aria-labelledby={`${id}-titulo`}>
      <h2 id={`${id}-titulo`}>Seus dados</h2>
      <p>
        Respostas, estrelas, anotações e simulados ficam só neste navegador:{' '}
        {plural(count, 'registro', 'registros')}. Nada é enviado a nenhum lugar. Para levá-los a outro
        aparelho, ou para não perdê-los se os dados do navegador forem apagados, exporte um arquivo.
      </p>
      <p class="acoes-estudo">
        <button type="button" class="botao" onClick={() => downloadExport(journal)}>
          Exportar
        </button>
        <label class="botao arquivo" for={id}>
          Importar
          <input
            id={id}
            type="file"
            accept=".json,application/json"
            onChange={({ currentTarget }) => {
              void take(currentTarget.files?.[0]);
              currentTarget.value = '';
            }}
          />
        </label>
        {!erasing && (
          <button type="button" class="botao" disabled={count === 0} onClick={() => setErasing(true)}>
            Apagar tudo
          </button>
        )}
      </p>
      {erasing && (
        <div class="estudo-aviso grave" role="alertdialog" aria-label="Apagar tudo">
          <p>
            Apagar todas as respostas, estrelas, anotações e simulados deste navegador? Não há como desfazer.
          </p>
          <button
            type="button"
            class="botao cheio"
            onClick={() => {
              setErasing(false);
              void journal.clear().then(
                () => tell('Tudo foi apagado.'),
                () =>
                  fail('Não foi possível apagar o que está guardado. Recarregue a página e tente de novo.'),
              );
            }}
          >
            Apagar mesmo assim
          </button>{' '}
          <button type="button" class="botao" ref={focusOnArrival} onClick={() => setErasing(false)}>
            Cancelar
          </button>
        </div>
      )}
      <p role="status">{said}</p>
      <p role="alert" class="campo-erro">
        {failure}
      </p>
    </section>
  );
}

/** Reads and adds a file; resolves to what happened, in Portuguese. */
async function importFile(journal: Journal, file: File): Promise<string> {
  checkSize(file.size);
  const { events, unreadable } = readExport(await file.text(), Date.now());
  const added = await journal.merge(events);
  const known = events.length - added;
  const parts = [
    plural(added, 'registro novo', 'registros novos'),
    known > 0 ? plural(known, 'já estava aqui', 'já estavam aqui') : '',
    unreadable > 0 ? plural(unreadable, 'ilegível ficou de fora', 'ilegíveis ficaram de fora') : '',
  ];
  return `Importado: ${parts.filter(Boolean).join(', ')}.`;
}
