/** A live region that speaks when the reader has stopped moving things, and never when the page opens. */
import { useEffect, useRef, useState } from 'preact/hooks';

const QUIET_MS = 900;

export function Announcer({ text }: { text: string }) {
  const [spoken, setSpoken] = useState('');
  const first = useRef(text);
  useEffect(() => {
    if (text === first.current) return;
    const waiting = setTimeout(() => {
      first.current = '';
      setSpoken(text);
    }, QUIET_MS);
    return () => clearTimeout(waiting);
  }, [text]);
  return (
    <p class="oculto" role="status">
      {spoken || null}
    </p>
  );
}
