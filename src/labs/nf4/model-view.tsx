/** What quantisation does to the whole model: perplexity and a sentence, before and after. */

import type { QuantSettings } from '../../../kernels/quant/quantize.ts';
import { formatFixed, formatInteger, formatPercent, formatSignificant } from '../../charts/format.ts';
import quantization from '../../reference/data/quantization.json';
import type { QuantizationFile } from '../../reference/schema.ts';
import { LabForm } from '../framework/form.tsx';
import { LabHeading } from '../framework/heading.tsx';
import type { LabStore } from '../framework/store.ts';
import { Figures } from './figures.tsx';
import { GROUPS, nameOf, type TABLE } from './state-table.ts';
import type { Measurement, QuantizationSignals } from './use-quantization.ts';

interface Props {
  store: LabStore<typeof TABLE>;
  signals: QuantizationSignals;
  settings: QuantSettings;
}

export function ModelView({ store, signals, settings }: Props) {
  const stage = signals.stage.value;
  const { prompt } = store.state.value;
  const measurements = signals.measurements.value.filter((one) => one.prompt === prompt);
  const last = measurements.at(-1);
  return (
    <section>
      <LabHeading>O modelo inteiro, antes e depois</LabHeading>
      <p>
        Todas as camadas lineares da base quantizadas com a configuração de agora. A perplexidade é medida em
        textos que a base nunca viu; a frase é sempre a continuação mais provável. Cada medida fica na tabela,
        para comparar.
      </p>
      <LabForm store={store} groups={[GROUPS.model]} locked={stage !== undefined} />
      <div class="comandos so-com-script">
        {stage === undefined ? (
          <button
            type="button"
            class="botao cheio"
            disabled={!store.ready.value}
            onClick={() => void signals.measure(nameOf(settings), { settings, prompt })}
          >
            Medir no modelo inteiro
          </button>
        ) : (
          <button type="button" class="botao" onClick={signals.stopMeasuring}>
            Parar
          </button>
        )}
      </div>
      <p role="status" data-modelo>
        {stage ? `Em andamento: ${stage}…` : last ? measurementText(last) : ''}
      </p>
      {!last && <Recorded />}
      {last && (
        <>
          <Figures
            title="Perplexidade e frase"
            columns={['Modelo', 'Perplexidade', `Depois de “${prompt}”`]}
            rows={[
              ['base, sem quantizar', formatFixed(last.result.before.perplexity, 3), last.result.before.text],
              ...measurements.map(({ name, result }) => [
                name,
                formatFixed(result.after.perplexity, 3),
                result.after.text,
              ]),
            ]}
          />
          <p class="campo-ajuda">
            {formatInteger(last.result.tokens)} tokens medidos; {formatInteger(last.result.quantized)} de{' '}
            {formatInteger(last.result.total)} pesos quantizados.
          </p>
        </>
      )}
    </section>
  );
}

/** What stands here before the reader measures anything: a run on another machine, told apart as such. */
function Recorded() {
  const { made, perplexity, rows }: QuantizationFile = quantization;
  const date = new Date(made.date).toLocaleDateString('pt-BR', { timeZone: 'UTC' });
  return (
    <>
      <p class="campo-ajuda">
        <b>Rodada de referência, gravada</b> em {date}: <span lang="en">{made.device}</span>. Blocos de 64.
      </p>
      <Figures
        title="Perplexidade na rodada de referência"
        columns={['Modelo', 'Bits por peso', 'Erro relativo dos pesos', 'Perplexidade']}
        rows={[
          ['base, sem quantizar', '—', '—', formatFixed(perplexity, 3)],
          ...rows.map((row) => [
            `${row.type.toUpperCase()}${row.doubleQuant ? ', quantização dupla' : ''}`,
            formatSignificant(row.bitsPerParameter, 5),
            formatPercent(row.relativeError),
            formatFixed(row.perplexity, 3),
          ]),
        ]}
      />
    </>
  );
}

/** The latest measurement, in words. */
export function measurementText({ name, result: { before, after } }: Measurement): string {
  const change = after.perplexity / before.perplexity - 1;
  const direction = change >= 0 ? 'sobe' : 'desce';
  const same = before.text === after.text ? 'A frase é a mesma.' : 'A frase mudou.';
  return `${name}: a perplexidade ${direction} ${formatPercent(Math.abs(change))}, de ${formatFixed(before.perplexity, 3)} para ${formatFixed(after.perplexity, 3)}. ${same}`;
}
