/** What a reader must know about the storage of this browser. */
import type { Journal } from '../log/journal.ts';
import { downloadExport } from './download.ts';

export function StorageNotice({ journal }: { journal: Journal }) {
  const unreadable = journal.unreadable.value;
  return (
    <>
      <div role="alert">{alertOf(journal)}</div>
      {unreadable > 0 && (
        <p class="estudo-aviso">
          {unreadable === 1
            ? '1 registro guardado não pôde ser lido'
            : `${unreadable} registros guardados não puderam ser lidos`}{' '}
          por esta versão do site. Nada foi apagado.
        </p>
      )}
    </>
  );
}

function alertOf(journal: Journal) {
  const exportButton = (
    <button type="button" class="botao" onClick={() => downloadExport(journal)}>
      Exportar o que está na página
    </button>
  );
  const retryButton = (
    <button type="button" class="botao cheio" onClick={() => void journal.retry()}>
      Tentar guardar de novo
    </button>
  );
  switch (journal.health.value) {
    case 'blocked':
      return (
        <div class="estudo-aviso grave">
          <p>
            <b>Este navegador não deixa o site guardar dados.</b> Tudo funciona, mas só até esta página ser
            fechada. Para não perder o que fez, exporte antes de sair, ou permita dados do site nas
            configurações e recarregue.
          </p>
          {exportButton}
        </div>
      );
    case 'aside':
      return (
        <div class="estudo-aviso grave">
          <p>
            <b>As últimas respostas estão num lugar provisório.</b> O espaço do navegador pode estar cheio, ou
            o banco de dados do site, bloqueado. Elas não se perdem se esta página for fechada, e vão para o
            lugar definitivo assim que houver espaço. Cabem poucas ali: libere espaço ou exporte.
          </p>
          {retryButton} {exportButton}
        </div>
      );
    case 'unsaved':
      return (
        <div class="estudo-aviso grave">
          <p>
            <b>Não foi possível guardar as últimas respostas.</b> O espaço do navegador pode estar cheio. Elas
            continuam nesta página: libere espaço e tente de novo, ou exporte antes de sair.
          </p>
          {retryButton} {exportButton}
        </div>
      );
    default:
      return null;
  }
}
