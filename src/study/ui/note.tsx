/** The reader's own words beside a question: why it was missed, how to remember. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Journal } from '../log/journal.ts';

export function Note({ journal, question, text }: { journal: Journal; question: string; text: string }) {
  const id = useId();
  /** What the reader has typed here and is not kept yet: another tab may have written the note meanwhile. */
  const [draft, setDraft] = useState<string>();
  const [said, setSaid] = useState('');
  const keep = () => {
    setDraft(undefined);
    if (draft === undefined || draft === text) return;
    journal.append({ kind: 'note', question, text: draft });
    setSaid('Anotação guardada.');
  };
  // A page that is left while the field has the focus may never hear that it lost it.
  const latest = useRef(keep);
  latest.current = keep;
  useEffect(() => {
    const leave = () => latest.current();
    window.addEventListener('pagehide', leave);
    return () => window.removeEventListener('pagehide', leave);
  }, []);
  return (
    <details class="anotacao" open={text !== ''}>
      <summary>{text === '' ? 'Anotar' : 'Sua anotação'}</summary>
      <label class="oculto" for={id}>
        Anotação
      </label>
      <textarea
        id={id}
        rows={2}
        maxLength={1000}
        value={draft ?? text}
        onInput={({ currentTarget: { value } }) => setDraft(value)}
        onBlur={keep}
      />
      <small role="status">{said}</small>
    </details>
  );
}
