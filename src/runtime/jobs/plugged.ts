/** An adapter as plain data, and the base with it plugged in. */
import type { Engine } from '../../../kernels/train/engine.ts';
import { type HeldAdapter, type HeldModel, holdAdapter } from '../../../kernels/train/held.ts';
import { layoutOf } from '../../../kernels/train/layout.ts';
import { RuntimeProblem } from '../problem.ts';
import { configure, type MethodSpec } from './run-spec.ts';

/** A trained adapter, whole models of full fine-tuning included. */
export interface AdapterData extends MethodSpec {
  /** Its parameters `[P]`, in the order of the method's layout. */
  readonly theta: Float32Array<ArrayBuffer>;
}

/**
 * Gives `work` the adapter on the device, and takes it off again.
 * @throws RuntimeProblem if the parameters are not those of the method on this base
 */
export async function withAdapter<Result>(
  engine: Engine,
  base: HeldModel,
  data: AdapterData | undefined,
  work: (plugged?: HeldAdapter, theta?: Float32Array<ArrayBuffer>) => Promise<Result>,
): Promise<Result> {
  if (!data) return work();
  const adapter = configure(base.config, data);
  const { size } = layoutOf(adapter.parameters);
  if (data.theta.length !== size) {
    throw new RuntimeProblem({
      what: `O adaptador tem ${data.theta.length} parâmetros, e o método pede ${size} nesta base.`,
      remedy: 'Ele foi feito para outra base ou com outra configuração: treine-o de novo aqui.',
    });
  }
  const plugged = holdAdapter(engine, base, adapter);
  try {
    return await work(plugged, data.theta);
  } finally {
    plugged.frozen.dispose();
  }
}
