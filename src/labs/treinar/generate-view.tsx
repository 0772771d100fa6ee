/** Lets the base and the adapted model write on from the same beginning. */
import { signal } from '@preact/signals';
import { useId, useMemo, useState } from 'preact/hooks';
import { runtime } from '../../runtime/client.ts';
import type { AdapterData } from '../../runtime/jobs/plugged.ts';
import { Ask } from '../training/ask.ts';
import { ProblemNote } from '../training/problem-note.tsx';
import type { ShelfAdapter } from './shelf.ts';

interface Props {
  adapter: ShelfAdapter | undefined;
  ready: boolean;
}

/** What was written, and from what: the controls may have moved on since. */
interface Written {
  readonly start: string;
  readonly base: string;
  readonly adapted: { readonly name: string; readonly text: string } | undefined;
}

const MAX_TOKENS = 48;
const TEMPERATURES = { '0': 'a mais provável', '0.7': 'sorteio contido', '1': 'sorteio livre' } as const;

export function GenerateView({ adapter, ready }: Props) {
  const id = useId();
  const [prompt, setPrompt] = useState('Era uma vez');
  const [temperature, setTemperature] = useState('0.7');
  const texts = useMemo(() => signal<Written>(), []);
  const ask = useMemo(
    () =>
      new Ask(async (off: AbortSignal, start: string, heat: number, plugged: ShelfAdapter | undefined) => {
        const write = async (data: AdapterData | undefined, tell: (text: string) => void) => {
          const request = { prompt: start, maxTokens: MAX_TOKENS, temperature: heat, seed: 1, adapter: data };
          const options = { signal: off, onEvent: ({ text }: { text: string }) => tell(text) };
          tell(await runtime().run('generate', request, options).done);
        };
        let written: Written = { start, base: '', adapted: plugged && { name: plugged.name, text: '' } };
        const show = (more: Partial<Written>) => {
          written = { ...written, ...more };
          if (!off.aborted) texts.value = written;
        };
        show({});
        await write(undefined, (base) => show({ base }));
        if (plugged) await write(plugged.data, (text) => show({ adapted: { name: plugged.name, text } }));
        return true;
      }),
    [],
  );
  const shown = texts.value;
  return (
    <form
      class="perguntar so-com-script"
      onSubmit={(event) => {
        event.preventDefault();
        void ask.ask(prompt.trimEnd(), Number(temperature), adapter);
      }}
    >
      <div class="campo">
        <label for={`${id}-inicio`}>Começo do texto</label>
        <textarea
          id={`${id}-inicio`}
          maxLength={200}
          rows={2}
          value={prompt}
          onInput={(event) => setPrompt(event.currentTarget.value)}
        />
      </div>
      <div class="campo">
        <label for={`${id}-temperatura`}>Próxima palavra</label>
        <select
          id={`${id}-temperatura`}
          value={temperature}
          onChange={(event) => setTemperature(event.currentTarget.value)}
        >
          {Object.entries(TEMPERATURES).map(([value, label]) => (
            <option key={value} value={value} selected={value === temperature}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <div class="linha-botoes">
        <button type="submit" class="botao" disabled={!ready || ask.busy.value}>
          Gerar
        </button>
      </div>
      <ProblemNote problem={ask.error.value} />
      {shown && (
        <div class="gerado" aria-busy={ask.busy.value}>
          <div>
            <b>Base: </b>
            {shown.start}
            {shown.base}
          </div>
          {shown.adapted && (
            <div class="adaptada">
              <b>{shown.adapted.name}: </b>
              {shown.start}
              {shown.adapted.text}
            </div>
          )}
        </div>
      )}
    </form>
  );
}
