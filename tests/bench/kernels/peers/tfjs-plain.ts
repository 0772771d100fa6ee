/** TensorFlow.js as anyone writes it: the model in its own operations, gradients by `tf.variableGrads`. */
import * as tf from '@tensorflow/tfjs-core';
import type { Peer } from '../peer.ts';
import type { LoraPair, Problem, Weight } from '../setting.ts';
import { causalMask, LORA, RMS_EPS, rotaryTables } from '../setting.ts';
import { tensorFlowPeer, to2d, toTensor, toVariables } from './tfjs.ts';

/** x Wᵀ for a weight in `[out, in]`. */
function linear(x: tf.Tensor2D, weight: tf.Tensor2D): tf.Tensor2D {
  return tf.matMul(x, weight, false, true);
}

function adapted(x: tf.Tensor2D, weight: tf.Tensor2D, { a, b }: LoraPair<tf.Tensor2D>): tf.Tensor2D {
  const update = tf.mul(linear(linear(x, a), b), LORA.alpha / LORA.rank);
  return tf.add(linear(x, weight), update);
}

function rmsNorm(x: tf.Tensor2D, weight: tf.Tensor): tf.Tensor2D {
  const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(x), -1, true), RMS_EPS));
  return tf.mul(tf.mul(x, inverse), weight);
}

/** Rotates `[batch, heads, length, headDim]` by the positions of its tokens. */
function rotate(x: tf.Tensor4D, cos: tf.Tensor, sin: tf.Tensor): tf.Tensor4D {
  const [first, second] = tf.split(x, 2, -1);
  if (!first || !second) throw new Error('split gave no halves.');
  return tf.add(tf.mul(x, cos), tf.mul(tf.concat([tf.neg(second), first], -1), sin));
}

/** Builds the loss of a batch as a function of the current variables. */
function buildModel(problem: Problem) {
  const { setting } = problem;
  const { batch, length, heads, hidden, vocab } = setting;
  const headDim = hidden / heads;
  const tables = rotaryTables(setting);
  const cos = toTensor(tables.cos);
  const sin = toTensor(tables.sin);
  const mask = toTensor(causalMask(setting));
  const embedding = to2d(problem.embedding);
  const finalNorm = toTensor(problem.finalNorm);
  const layers = problem.layers.map((weights) => ({
    inputNorm: toTensor(weights.inputNorm),
    postNorm: toTensor(weights.postNorm),
    ...matrices(weights),
  }));
  const lora = toVariables(problem);

  const splitHeads = (x: tf.Tensor2D): tf.Tensor4D =>
    tf.transpose(tf.reshape(x, [batch, length, heads, headDim]), [0, 2, 1, 3]);
  const mergeHeads = (x: tf.Tensor4D): tf.Tensor2D =>
    tf.reshape(tf.transpose(x, [0, 2, 1, 3]), [batch * length, hidden]);

  const loss = (inputIds: tf.Tensor1D, labels: tf.Tensor1D): tf.Scalar => {
    let x: tf.Tensor2D = tf.gather(embedding, inputIds);
    for (const [i, layer] of layers.entries()) {
      const adapter = lora[i];
      if (!adapter) throw new Error('A layer has no adapter.');
      const h = rmsNorm(x, layer.inputNorm);
      const q = rotate(splitHeads(adapted(h, layer.q, adapter.q)), cos, sin);
      const k = rotate(splitHeads(linear(h, layer.k)), cos, sin);
      const v = splitHeads(adapted(h, layer.v, adapter.v));
      const scores = tf.add(tf.mul(tf.matMul(q, k, false, true), headDim ** -0.5), mask);
      const mixed: tf.Tensor4D = tf.matMul(tf.softmax(scores), v);
      x = tf.add(x, linear(mergeHeads(mixed), layer.o));
      const g = rmsNorm(x, layer.postNorm);
      const gate = linear(g, layer.gate);
      const swiglu: tf.Tensor2D = tf.mul(tf.mul(gate, tf.sigmoid(gate)), linear(g, layer.up));
      x = tf.add(x, linear(swiglu, layer.down));
    }
    const logits = linear(rmsNorm(x, finalNorm), embedding);
    return tf.reshape(tf.losses.softmaxCrossEntropy(tf.oneHot(labels, vocab), logits), []);
  };
  const frozen = [cos, sin, mask, embedding, finalNorm, ...layers.flatMap((layer) => Object.values(layer))];
  return { loss, lora, frozen };
}

function matrices(weights: Record<'q' | 'k' | 'v' | 'o' | 'gate' | 'up' | 'down', Weight>) {
  const { q, k, v, o, gate, up, down } = weights;
  return { q: to2d(q), k: to2d(k), v: to2d(v), o: to2d(o), gate: to2d(gate), up: to2d(up), down: to2d(down) };
}

export function createPeer(): Peer {
  return tensorFlowPeer(buildModel);
}
