/** What both TensorFlow.js rows share: starting a backend, moving weights, AdamW. */
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import * as tf from '@tensorflow/tfjs-core';
import type { Peer, Placement } from '../peer.ts';
import type { LoraLayer, Problem, Weight } from '../setting.ts';
import { ADAMW, batchAt } from '../setting.ts';

/** Starts TensorFlow.js on a backend. @throws Error when the backend or the thread count is not to be had. */
async function startTensorFlow({ backend, threads }: Placement): Promise<void> {
  if (backend === 'webgpu') {
    await import('@tensorflow/tfjs-backend-webgpu');
  } else {
    const wasm = await import('@tensorflow/tfjs-backend-wasm');
    wasm.setWasmPaths({
      'tfjs-backend-wasm.wasm': plainWasm,
      'tfjs-backend-wasm-simd.wasm': simdWasm,
      'tfjs-backend-wasm-threaded-simd.wasm': threadedWasm,
    });
    wasm.setThreadsCount(threads);
  }
  if (!(await tf.setBackend(backend)))
    throw new Error(`TensorFlow.js could not start its ${backend} backend.`);
  await tf.ready();
  if (backend === 'wasm') {
    const { getThreadsCount } = await import('@tensorflow/tfjs-backend-wasm');
    const got = threads === 1 ? 1 : getThreadsCount();
    if (got !== threads) throw new Error(`TensorFlow.js started ${got} threads instead of ${threads}.`);
  }
}

export function toTensor(weight: Weight): tf.Tensor {
  return tf.tensor(weight.data, weight.shape, 'float32');
}

export function to2d(weight: Weight): tf.Tensor2D {
  const [rows, columns] = weight.shape;
  if (rows === undefined || columns === undefined) throw new Error('A matrix was expected.');
  return tf.tensor2d(weight.data, [rows, columns]);
}

export function toVariables(problem: Problem): LoraLayer<tf.Variable<tf.Rank.R2>>[] {
  const variable = (weight: Weight) => tf.variable(to2d(weight));
  return problem.lora.map(({ q, v }) => ({
    q: { a: variable(q.a), b: variable(q.b) },
    v: { a: variable(v.a), b: variable(v.b) },
  }));
}

/** AdamW (Loshchilov & Hutter 2019, algorithm 2); TensorFlow.js has only Adam. */
class AdamW {
  private readonly moments: { m: tf.Variable; v: tf.Variable }[];
  private readonly variables: tf.Variable[];
  private time = 0;

  constructor(variables: tf.Variable[]) {
    this.variables = variables;
    const zeros = (like: tf.Tensor) => tf.variable(tf.zerosLike(like), false);
    this.moments = variables.map((variable) => ({ m: zeros(variable), v: zeros(variable) }));
  }

  /** Moves every variable along its gradient. */
  update(grads: tf.NamedTensorMap): void {
    const { lr, beta1, beta2, eps, weightDecay } = ADAMW;
    this.time += 1;
    const correction1 = 1 - beta1 ** this.time;
    const correction2 = 1 - beta2 ** this.time;
    tf.tidy(() => {
      for (const [i, variable] of this.variables.entries()) {
        const grad = grads[variable.name];
        const state = this.moments[i];
        if (!grad || !state) throw new Error(`No gradient for ${variable.name}.`);
        state.m.assign(tf.add(tf.mul(state.m, beta1), tf.mul(grad, 1 - beta1)));
        state.v.assign(tf.add(tf.mul(state.v, beta2), tf.mul(tf.square(grad), 1 - beta2)));
        const direction = tf.div(
          tf.div(state.m, correction1),
          tf.add(tf.sqrt(tf.div(state.v, correction2)), eps),
        );
        variable.assign(tf.sub(tf.mul(variable, 1 - lr * weightDecay), tf.mul(direction, lr)));
      }
    });
  }

  dispose(): void {
    for (const { m, v } of this.moments) tf.dispose([m, v]);
  }
}

/** A model of TensorFlow.js: its loss, its trained tensors and what else it holds on the device. */
export interface TensorFlowModel {
  loss(inputIds: tf.Tensor1D, labels: tf.Tensor1D): tf.Scalar;
  lora: LoraLayer<tf.Variable>[];
  frozen: tf.Tensor[];
}

/** The training loop around a model. */
export function tensorFlowPeer(buildModel: (problem: Problem) => TensorFlowModel): Peer {
  let step = (): Promise<number> => Promise.reject(new Error('prepare was not called.'));
  let dispose = () => {};
  return {
    load: startTensorFlow,
    async prepare(problem) {
      const model = buildModel(problem);
      const variables = model.lora.flatMap(({ q, v }) => [q.a, q.b, v.a, v.b]);
      const optimizer = new AdamW(variables);
      let time = 0;
      step = async () => {
        const batch = batchAt(problem, time++);
        const loss = tf.tidy(() => {
          const inputIds = tf.tensor1d(batch.inputIds, 'int32');
          const labels = tf.tensor1d(batch.labels, 'int32');
          const { value, grads } = tf.variableGrads(() => model.loss(inputIds, labels), variables);
          optimizer.update(grads);
          return value;
        });
        const [value] = await loss.data();
        loss.dispose();
        return value ?? Number.NaN;
      };
      dispose = () => {
        tf.dispose([...model.frozen, ...variables]);
        optimizer.dispose();
      };
    },
    step: () => step(),
    dispose: () => dispose(),
  };
}
