/** Copies the permalink of a lab's present state. */
import { useState } from 'preact/hooks';

interface Props {
  /** The address to copy, asked for at the click: relative addresses are completed. */
  address: () => string;
}

export function CopyLink({ address }: Props) {
  const [said, setSaid] = useState('');
  const [shown, setShown] = useState<string>();
  const copy = async () => {
    const link = new URL(address(), location.href).href;
    try {
      await navigator.clipboard.writeText(link);
      setShown(undefined);
      setSaid('Link copiado.');
    } catch {
      // Without permission for the clipboard the reader copies it from a field.
      setShown(link);
      setSaid('Copie o link do campo.');
    }
  };
  return (
    <span class="lab-link so-com-script">
      <button type="button" class="botao" onClick={() => void copy()}>
        Copiar link desta configuração
      </button>
      <span role="status">{said}</span>
      {shown && (
        <input
          readOnly
          value={shown}
          aria-label="Link desta configuração"
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </span>
  );
}
