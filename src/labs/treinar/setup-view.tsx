/** What the controls have set up: the place of the method in a block, and how many parameters it trains. */
import type { ComponentChildren } from 'preact';
import { formatInteger, formatPercent } from '../../charts/format.ts';
import { namesIn, setOf } from '../framework/rows.ts';
import type { LabStore } from '../framework/store.ts';
import { BlockDrawing } from '../training/block-drawing.tsx';
import { factsOf } from '../training/methods.ts';
import type { ModelShape } from '../training/model-shape.ts';
import { isModuleName } from '../training/modules.ts';
import { baseParameters, trainableParameters } from '../training/trainable.ts';
import { knobsOf, type TABLE } from './state-table.ts';

interface Props {
  store: LabStore<typeof TABLE>;
  shape: ModelShape;
  locked: boolean;
  /** What stands beside the drawing, under the count. */
  children: ComponentChildren;
}

/** How many parameters the controls would train, and how many the base has. */
export function countsOf(store: LabStore<typeof TABLE>, shape: ModelShape) {
  const state = store.state.value;
  const trainable = trainableParameters(shape, state.method, knobsOf(state));
  return { trainable, total: baseParameters(shape) };
}

export function SetupView({ store, shape, locked, children }: Props) {
  const state = store.state.value;
  const { trainable, total } = countsOf(store, shape);
  return (
    <div class="treinar-oque">
      <BlockDrawing
        method={state.method}
        targets={namesIn(state.targets).filter(isModuleName)}
        layers={shape.layers}
        disabled={locked || !store.ready.value}
        onChoose={(targets) => store.set('targets', setOf(store.table.targets, targets))}
      />
      <div class="treinar-lado">
        <p class="treinar-conta">
          <b>{formatInteger(trainable)}</b>{' '}
          {trainable === 1 ? 'parâmetro treinável' : 'parâmetros treináveis'},{' '}
          {formatPercent(trainable / total)} dos {formatInteger(total)} da base.
        </p>
        <p>{factsOf(state.method).idea}</p>
        {children}
      </div>
    </div>
  );
}
