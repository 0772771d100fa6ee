/** Lets the base and the adapted model write on from the same beginning. */
import { signal } from '@preact/signals';
import { useId, useMemo, useState } from 'preact/hooks';
import { runtime } from '../../runtime/client.ts';
import type { AdapterData } from '../../runtime/jobs/plugged.ts';
import { Ask } from '../training/ask.ts';
import { ProblemNote } from '../training/problem-note.tsx';

interface Props {
  adapter: AdapterData | undefined;
  adapterName: string;
  ready: boolean;
}

const MAX_TOKENS = 48;
const TEMPERATURES = { '0': 'a mais provável', '0.7': 'sorteio contido', '1': 'sorteio livre' } as const;

export function GenerateView({ adapter, adapterName, ready }: Props) {
  const id = useId();
  const [prompt, setPrompt] = useState('Era uma vez');
  const [temperature, setTemperature] = useState('0.7');
  const texts = useMemo(() => signal<{ base: string; adapted: string | undefined }>(), []);
  const ask = useMemo(
    () =>
      new Ask(async (off: AbortSignal, start: string, heat: number, plugged: AdapterData | undefined) => {
        const write = async (data: AdapterData | undefined, show: (text: string) => void) => {
          const request = { prompt: start, maxTokens: MAX_TOKENS, temperature: heat, seed: 1, adapter: data };
          const options = { signal: off, onEvent: ({ text }: { text: string }) => show(text) };
          show(await runtime().run('generate', request, options).done);
        };
        texts.value = { base: '', adapted: plugged && '' };
        await write(undefined, (base) => {
          texts.value = { adapted: texts.value?.adapted, base };
        });
        if (plugged) {
          await write(plugged, (adapted) => {
            texts.value = { base: texts.value?.base ?? '', adapted };
          });
        }
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
            {prompt}
            {shown.base}
          </div>
          {shown.adapted !== undefined && (
            <div class="adaptada">
              <b>{adapterName}: </b>
              {prompt}
              {shown.adapted}
            </div>
          )}
        </div>
      )}
    </form>
  );
}
