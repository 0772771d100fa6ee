/** "LoRA: a camada transparente": A and B fitted to an update of the reader's choice, under the bound of their rank. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { lowRankStart } from '../../../kernels/train/low-rank-start.ts';
import { formatDecimal, formatInteger, formatSignificant } from '../../charts/format.ts';
import { runtime } from '../../runtime/client.ts';
import type { FitRequest } from '../../runtime/jobs/fit-low-rank.ts';
import type { UpdateResult } from '../../runtime/jobs/full-update.ts';
import { Lab, type LabPlace, type LabStatus } from '../framework/lab.tsx';
import { RuntimePanel } from '../framework/runtime-panel.tsx';
import { useLabStore } from '../framework/store.ts';
import { CounterView } from './counter-view.tsx';
import { DrawingBoard } from './drawing-board.tsx';
import { Maps } from './maps.tsx';
import type { Matrix } from './matrix.ts';
import { learnedText, ProgressView } from './progress-view.tsx';
import { MergeView, ScaleView } from './scale-view.tsx';
import { GROUPS, type LoraState, scaleOf, TABLE } from './state-table.ts';
import { painting, targetOf } from './targets.ts';
import { type FitSignals, type Phase, useFit } from './use-fit.ts';
import './lora-lab.css';

interface Props extends LabPlace {
  /** State in which the lab starts. */
  start: LoraState;
}

/** A training is stretched over this many pictures, so that the eye can follow it. */
const PICTURES = 100;
const PICTURE_MS = 40;

export function LoraLab({ start, ...place }: Props) {
  const store = useLabStore(TABLE, start, place.ownPage);
  const fit = useFit();
  const state = store.state.value;
  const { weight, target, updateKey, targetKey, runKey } = useMatrices(state, fit);
  const spectrum = useSpectrum(target);
  const scale = scaleOf(state);
  const shape = { out: target?.rows ?? 0, inner: target?.columns ?? 0, rank: state.rank, scale };
  const current = fit.run.value?.key === runKey ? fit.run.value : undefined;
  const beginning = useMemo(
    () => lowRankStart(shape, state.seed).theta,
    [shape.out, shape.inner, state.rank, state.seed],
  );
  const phase = fit.phase.value;
  const busy = phase === 'treinando' || phase === 'pausado' || phase === 'ajustando a base';
  const elements = shape.out * shape.inner;
  // The spectrum of the matrix before says nothing of what this one lets a run learn.
  const learned =
    current && spectrum && spectrum.of === target
      ? learnedText(current, spectrum.singular, state.rank, elements)
      : undefined;
  const before = fit.previous.value?.target === targetKey ? fit.previous.value : undefined;

  const train = async () => {
    const { projection, layer, fullSteps: steps, seed } = state;
    const measured = target
      ? { weight: weight.values, update: target.values, out: target.rows, inner: target.columns }
      : await fit.measure(updateKey, { projection, layer, steps, seed });
    if (!measured) return;
    const { out, inner } = measured;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const request: FitRequest = {
      shape: { ...shape, out, inner },
      target: measured.update,
      weight: measured.weight,
      ...{ steps: state.steps, learningRate: state.learningRate, seed },
      eventEvery: still ? state.steps : Math.ceil(state.steps / PICTURES),
      pace: still ? 0 : PICTURE_MS,
    };
    const name = `r = ${state.rank}, s = ${formatSignificant(scale)}`;
    await fit.fit({ key: runKey, target: targetKey, name }, request);
  };

  return (
    <Lab
      {...place}
      id="lora"
      title="LoRA: a camada transparente"
      intro="Escolha uma mudança, dê um posto ao adaptador e veja A e B aprenderem, passo a passo, até onde o posto deixa."
      store={store}
      status={statusOf(phase, current)}
      announcement={phase === 'pronto' && learned ? `Treino pronto. ${learned}` : ''}
      headline={
        learned ||
        `r = ${state.rank}: ${formatInteger(state.rank * (shape.out + shape.inner))} números treináveis`
      }
      error={runtime().status.value.state === 'erro' ? undefined : fit.error.value}
      groups={[GROUPS.target, GROUPS.adapter, GROUPS.training]}
      folded={place.ownPage ? [] : [GROUPS.training]}
      locked={busy}
    >
      <section class="so-com-script">
        {state.target === 'desenho' && (
          <DrawingBoard
            drawing={state.drawing}
            locked={busy}
            onChange={(drawing) => store.set('drawing', drawing)}
          />
        )}
        <Controls
          fit={fit}
          phase={phase}
          ready={store.ready.value}
          onTrain={() => void train()}
          state={state}
          measured={Boolean(target)}
        />
        <RuntimePanel locked={busy} />
        <p class="veredito" data-resultado>
          {sentenceOf(phase, state, fit, Boolean(target), learned)}
        </p>
      </section>
      {target && (
        <>
          <Maps
            weight={weight}
            target={target}
            theta={current?.theta ?? beginning}
            rank={state.rank}
            scale={scale}
          />
          {spectrum && (
            <ProgressView
              run={current}
              previous={before}
              singular={spectrum.singular}
              rank={state.rank}
              elements={elements}
            />
          )}
        </>
      )}
      <CounterView store={store} chart={place.ownPage} />
      {place.ownPage && (
        <>
          <ScaleView state={state} />
          {target && (
            <MergeView run={current} rows={target.rows} columns={target.columns} rank={state.rank} />
          )}
        </>
      )}
    </Lab>
  );
}

interface ControlsProps {
  fit: FitSignals;
  phase: Phase;
  ready: boolean;
  state: LoraState;
  /** Whether ΔW is known. */
  measured: boolean;
  onTrain: () => void;
}

/** One button whose name follows the run, so that the focus stays where the reader pressed. */
function Controls({ fit, phase, ready, state, measured, onTrain }: ControlsProps) {
  const main = useRef<HTMLButtonElement>(null);
  const { name, act } = {
    parado: { name: 'Treinar A e B', act: onTrain },
    pronto: { name: 'Treinar A e B', act: onTrain },
    erro: { name: 'Treinar A e B', act: onTrain },
    'ajustando a base': { name: 'Parar', act: fit.stop },
    treinando: { name: 'Pausar', act: fit.pause },
    pausado: { name: 'Continuar', act: fit.resume },
  }[phase];
  const first = act === onTrain && state.target === 'real' && !measured;
  return (
    <div class="comandos">
      <button type="button" class="botao cheio" ref={main} disabled={!ready} onClick={act}>
        {first ? 'Ajustar a base e treinar A e B' : name}
      </button>
      {(phase === 'treinando' || phase === 'pausado') && (
        <button
          type="button"
          class="botao"
          onClick={() => {
            fit.stop();
            main.current?.focus();
          }}
        >
          Parar
        </button>
      )}
    </div>
  );
}

/** Where the lab stands, in a sentence under the buttons. */
function sentenceOf(
  phase: Phase,
  state: LoraState,
  fit: FitSignals,
  known: boolean,
  learned: string | undefined,
): string {
  if (phase === 'ajustando a base') {
    const { step = 0, loss } = fit.measured.value ?? {};
    const shown = loss === undefined ? '' : `, perda ${formatDecimal(loss, 3)}`;
    return `Ajuste completo da base nas cláusulas de contrato: passo ${step} de ${state.fullSteps}${shown}.`;
  }
  if (learned) return learned;
  if (!known) {
    return 'ΔW ainda não existe: será a diferença entre os pesos depois e antes de um ajuste completo da base, feito aqui.';
  }
  if (state.target === 'desenho' && state.drawing === '') {
    return 'Desenhe na prancheta a mudança que a camada deve aprender.';
  }
  return 'Antes do primeiro passo, A é aleatória e B é zero: s·BA é zero, e a pintura aparece como era.';
}

function statusOf(phase: Phase, run: { losses: readonly number[] } | undefined): LabStatus {
  const device = runtime().status.value;
  const working = phase === 'treinando' || phase === 'ajustando a base';
  return {
    state:
      phase === 'erro'
        ? 'erro'
        : working && device.state !== 'pronto'
          ? 'carregando'
          : phase === 'ajustando a base'
            ? 'treinando'
            : phase,
    step: run?.losses.length,
    loss: run?.losses.at(-1),
    device: device.state === 'pronto' ? device.device : undefined,
  };
}

/** W0 and ΔW of the present state, and the keys under which results belong to it. */
function useMatrices(state: LoraState, fit: FitSignals) {
  const { target: kind, picture, word, drawing, trueRank, projection, layer, fullSteps, size, seed } = state;
  const { rank, alpha, rsLora, learningRate, steps } = state;
  // Only a random matrix is drawn from the seed; a picture is the same with any.
  const made = { kind, picture, word, drawing, trueRank, size, ...(kind === 'aleatoria' && { seed }) };
  const updateKey = JSON.stringify({ projection, layer, fullSteps, seed });
  const targetKey = kind === 'real' ? updateKey : JSON.stringify(made);
  const runKey = JSON.stringify({ targetKey, rank, alpha, rsLora, learningRate, steps, seed });
  const chosen = useMemo(() => targetOf(state), [targetKey, kind]);
  const picturesque = useMemo(() => painting(Number(size)), [size]);
  const measured = fit.measured.value?.key === updateKey ? fit.measured.value.result : undefined;
  const real = useMemo(() => measured && matricesOf(measured), [measured]);
  const keys = { updateKey, targetKey, runKey };
  if (kind !== 'real') return { weight: picturesque, target: chosen, ...keys };
  return { weight: real?.weight ?? picturesque, target: real?.target, ...keys };
}

function matricesOf({ out: rows, inner: columns, weight, update }: UpdateResult) {
  return { weight: { rows, columns, values: weight }, target: { rows, columns, values: update } };
}

interface Spectrum {
  readonly of: Matrix;
  readonly singular: readonly number[];
}

/** Singular values of a matrix, in the browser only: the decomposition is fetched when the lab is there. */
function useSpectrum(target: Matrix | undefined): Spectrum | undefined {
  const [found, setFound] = useState<Spectrum>();
  useEffect(() => {
    if (!target) return;
    let wanted = true;
    void import('./spectrum.ts').then(({ singularValues }) => {
      if (wanted) setFound({ of: target, singular: singularValues(target) });
    });
    return () => {
      wanted = false;
    };
  }, [target]);
  // While the next are worked out the last ones stand: a few milliseconds, and nothing jumps.
  return target && found;
}
