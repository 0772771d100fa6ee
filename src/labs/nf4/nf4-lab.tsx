/** "NF4: quatro bits por peso": weights quantised on the reader's device, one by one and all together. */
import { useEffect, useRef } from 'preact/hooks';
import { bitsPerParameter } from '../../../kernels/quant/statistics.ts';
import { formatPercent, formatSignificant } from '../../charts/format.ts';
import { runtime } from '../../runtime/client.ts';
import type { QuantizeRequest } from '../../runtime/jobs/quantize.ts';
import { Lab, type LabPlace, type LabStatus } from '../framework/lab.tsx';
import { RuntimePanel } from '../framework/runtime-panel.tsx';
import { useLabStore } from '../framework/store.ts';
import { COLUMNS, drawWeights } from './distributions.ts';
import { ErrorView } from './error-view.tsx';
import { LevelsView } from './levels-view.tsx';
import { ModelView } from './model-view.tsx';
import { QuantileView } from './quantile-view.tsx';
import { SizeView } from './size-view.tsx';
import { GROUPS, type Nf4State, nameOf, settingsOf, TABLE } from './state-table.ts';
import { type Quantization, type QuantizationSignals, useQuantization } from './use-quantization.ts';
import { WeightView } from './weight-view.tsx';
import './nf4-lab.css';

interface Props extends LabPlace {
  /** State in which the lab starts. */
  start: Nf4State;
}

/** A slider that is dragged asks once it rests. */
const REST_MS = 120;

export function Nf4Lab({ start, ...place }: Props) {
  const store = useLabStore(TABLE, start, place.ownPage);
  const signals = useQuantization();
  const state = store.state.value;
  const settings = settingsOf(state);
  const key = keyOf(state);
  const started = signals.started.value;
  const latest = signals.latest.value;
  const fresh = latest?.key === key ? latest : undefined;
  const outcome = useRef<HTMLParagraphElement>(null);
  const quantize = () => void signals.quantize(key, state, requestOf(state));
  const begin = () => {
    quantize();
    // The button goes: the focus moves to where the outcome will be.
    outcome.current?.focus();
  };
  useEffect(() => {
    if (!started) return;
    const waiting = setTimeout(quantize, REST_MS);
    return () => clearTimeout(waiting);
    // The first time the button asks; from then on every change does.
  }, [key]);

  const sentence = fresh ? resultText(fresh) : startText(started, signals.busy.value);
  return (
    <Lab
      {...place}
      id="nf4"
      title="NF4: quatro bits por peso"
      intro="Escolha pesos e um formato, e veja em que nível cada peso cai, o que se perde e quanto se poupa."
      store={store}
      status={statusOf(signals, fresh)}
      announcement={fresh ? sentence : ''}
      headline={
        <>
          <b>{formatSignificant(bitsPerParameter(settings), 4)} bits</b> por peso
          {fresh && <> · erro {formatPercent(fresh.result.errors[state.type].relative)}</>}
        </>
      }
      error={runtime().status.value.state === 'erro' ? undefined : signals.error.value}
      groups={[GROUPS.weights, GROUPS.format]}
    >
      <section>
        {(!started || signals.error.value) && (
          <div class="comandos so-com-script">
            <button type="button" class="botao cheio" disabled={!store.ready.value} onClick={begin}>
              Quantizar
            </button>
          </div>
        )}
        <RuntimePanel locked={signals.busy.value} />
        <p class="veredito" data-resultado ref={outcome} tabIndex={-1}>
          {sentence}
        </p>
      </section>
      {latest && (
        <>
          <LevelsView result={latest.result} type={latest.state.type} blockSize={latest.state.blockSize} />
          <ErrorView result={latest.result} settings={settingsOf(latest.state)} />
          <WeightView store={store} result={latest.result} settings={settingsOf(latest.state)} />
        </>
      )}
      <SizeView settings={settings} />
      {place.ownPage && (
        <>
          <QuantileView />
          <ModelView store={store} signals={signals} settings={settings} />
        </>
      )}
    </Lab>
  );
}

/** Names the settings that a quantisation depends on. */
function keyOf(state: Nf4State): string {
  const { source, projection, layer, outliers, outlierFactor, seed } = state;
  return JSON.stringify([source, projection, layer, outliers, outlierFactor, seed, settingsOf(state)]);
}

function requestOf(state: Nf4State): QuantizeRequest {
  const { source, projection, layer } = state;
  return {
    source:
      source === 'base'
        ? { kind: 'base', projection, layer }
        : { kind: 'values', values: drawWeights(source, state), columns: COLUMNS },
    settings: settingsOf(state),
  };
}

function startText(started: boolean, busy: boolean): string {
  if (busy) return 'Quantizando…';
  return started ? '' : 'Aperte “Quantizar”: as contas são feitas aqui, no seu navegador.';
}

/** The outcome in a sentence. */
function resultText({ result, state }: Quantization): string {
  const { relative, largest } = result.errors[state.type];
  const { layer, rows, columns } = result;
  const what =
    layer === undefined
      ? `${rows * columns} pesos sorteados`
      : `${state.projection} da camada ${layer}, ${rows}\u00a0×\u00a0${columns}`;
  return `${what}, em ${nameOf(settingsOf(state))}: erro relativo de ${formatPercent(relative)}, maior erro ${formatSignificant(largest)}.`;
}

function statusOf(signals: QuantizationSignals, fresh: Quantization | undefined): LabStatus {
  const device = runtime().status.value;
  const waiting = signals.busy.value || signals.stage.value !== undefined;
  return {
    state: signals.error.value
      ? 'erro'
      : waiting
        ? device.state === 'pronto'
          ? 'treinando'
          : 'carregando'
        : fresh
          ? 'pronto'
          : 'parado',
    device: device.state === 'pronto' ? device.device : undefined,
  };
}
