/**
 * TensorFlow.js tuned by hand: every block of the model is one operation with its shortest gradient written out.
 *
 * - The WebAssembly backend multiplies fast only when no operand is transposed, so the frozen weights are kept in both
 *   orientations and the thin operands of LoRA are transposed explicitly.
 * - Nothing is derived below the lowest trained tensor, nor for frozen weights.
 * - RMSNorm, SwiGLU, attention, the rotary embedding and the cross-entropy save only what their gradients read.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Peer } from '../peer.ts';
import type { LoraPair, Problem, Setting, Weight } from '../setting.ts';
import { causalMask, LORA, RMS_EPS, rotaryTables } from '../setting.ts';
import type { TensorFlowModel } from './tfjs.ts';
import { tensorFlowPeer, toTensor, toVariables } from './tfjs.ts';

const SCALE = LORA.alpha / LORA.rank;

/**
 * One operation with a hand-written gradient: `backward` gets the output's gradient and the tensors that `forward`
 * saved, and returns the gradient of every input, in order.
 */
export function operation(
  inputs: tf.Tensor[],
  forward: (save: (...tensors: tf.Tensor[]) => void) => tf.Tensor,
  backward: (dy: tf.Tensor, ...saved: tf.Tensor[]) => tf.Tensor[],
): tf.Tensor {
  const run = tf.customGrad((...args) => {
    const save = args.at(-1);
    if (typeof save !== 'function') throw new Error('customGrad gave no save function.');
    return {
      value: forward((...tensors) => save(tensors)),
      gradFunc: (dy, saved) => backward(dy, ...saved),
    };
  });
  return run(...inputs);
}

interface RotaryTables {
  cos: tf.Tensor;
  sin: tf.Tensor;
  exchange: tf.Tensor;
  exchangeBack: tf.Tensor;
}

function rotaryOnDevice(setting: Setting): RotaryTables {
  const { cos, sin } = rotaryTables(setting);
  const half = setting.hidden / setting.heads / 2;
  return tf.tidy(() => {
    const [eye, zero] = [tf.eye(half), tf.zeros([half, half])];
    const exchange = tf.concat([tf.concat([zero, eye], 1), tf.concat([tf.neg(eye), zero], 1)], 0);
    return { cos: toTensor(cos), sin: toTensor(sin), exchange, exchangeBack: tf.transpose(exchange) };
  });
}

/** A frozen weight in both orientations: `rows` is `[out, in]`, `columns` is `[in, out]`. */
interface Frozen {
  rows: tf.Tensor;
  columns: tf.Tensor;
}

function freeze(weight: Weight): Frozen {
  const rows = toTensor(weight);
  return { rows, columns: tf.transpose(rows) };
}

/** x Wᵀ. */
function linear(x: tf.Tensor, { rows, columns }: Frozen): tf.Tensor {
  return operation(
    [x],
    () => tf.matMul(x, columns),
    (dy) => [tf.matMul(dy, rows)],
  );
}

/** (alpha/r) (x Aᵀ) Bᵀ. With `trainedBelow` false, no gradient of x is computed: nothing below needs it. */
function lora(x: tf.Tensor, { a, b }: LoraPair<tf.Tensor>, trainedBelow: boolean): tf.Tensor {
  return operation(
    trainedBelow ? [a, b, x] : [a, b],
    (save) => {
      const inner = tf.matMul(x, tf.transpose(a));
      save(x, inner);
      return tf.matMul(inner, tf.mul(tf.transpose(b), SCALE));
    },
    (dy, x, inner) => {
      const dInner = tf.matMul(dy, tf.mul(b, SCALE));
      const da = tf.matMul(tf.transpose(dInner), x);
      const db = tf.mul(tf.transpose(tf.matMul(tf.transpose(inner), dy)), SCALE);
      return trainedBelow ? [da, db, tf.matMul(dInner, a)] : [da, db];
    },
  );
}

function rmsNorm(x: tf.Tensor, weight: tf.Tensor): tf.Tensor {
  return operation(
    [x],
    (save) => {
      const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(x), -1, true), RMS_EPS));
      const normal = tf.mul(x, inverse);
      save(normal, inverse);
      return tf.mul(normal, weight);
    },
    (dy, normal, inverse) => {
      const dNormal = tf.mul(dy, weight);
      const along = tf.mean(tf.mul(dNormal, normal), -1, true);
      return [tf.mul(tf.sub(dNormal, tf.mul(normal, along)), inverse)];
    },
  );
}

/**
 * The rotary embedding of `[batch, heads, length, headDim]`: x cos + (x P) sin, where the signed permutation P exchanges
 * the halves. A small product is faster than slicing and joining.
 */
function rotate(x: tf.Tensor, { cos, sin, exchange, exchangeBack }: RotaryTables): tf.Tensor {
  const headDim = x.shape.at(-1) ?? 1;
  const exchanged = (y: tf.Tensor, by: tf.Tensor) =>
    tf.reshape(tf.matMul(tf.reshape(y, [-1, headDim]), by), x.shape);
  return operation(
    [x],
    () => tf.add(tf.mul(x, cos), tf.mul(exchanged(x, exchange), sin)),
    (dy) => [tf.add(tf.mul(dy, cos), exchanged(tf.mul(dy, sin), exchangeBack))],
  );
}

/** Causal attention of q, k, v in `[batch, heads, length, headDim]`, with an additive mask. */
export type Attention = (
  q: tf.Tensor,
  k: tf.Tensor,
  v: tf.Tensor,
  mask: tf.Tensor,
  scale: number,
) => tf.Tensor;

/** Attention in batched products. */
function attention(...[q, k, v, mask, scale]: Parameters<Attention>): tf.Tensor {
  return operation(
    [q, k, v],
    (save) => {
      const scaled = tf.mul(q, scale);
      const weights = tf.softmax(tf.add(tf.matMul(scaled, k, false, true), mask));
      const out = tf.matMul(weights, v);
      save(scaled, k, v, weights, out);
      return out;
    },
    (dy, scaled, k, v, weights, out) => {
      const dv = tf.matMul(weights, dy, true, false);
      const along = tf.sum(tf.mul(dy, out), -1, true);
      const dScores = tf.mul(weights, tf.sub(tf.matMul(dy, v, false, true), along));
      const dq = tf.mul(tf.matMul(dScores, k), scale);
      const dk = tf.matMul(dScores, scaled, true, false);
      return [dq, dk, dv];
    },
  );
}

/** silu(gate) · up. */
function swiglu(gate: tf.Tensor, up: tf.Tensor): tf.Tensor {
  return operation(
    [gate, up],
    (save) => {
      const sigmoid = tf.sigmoid(gate);
      const silu = tf.mul(gate, sigmoid);
      save(up, sigmoid, silu);
      return tf.mul(silu, up);
    },
    (dy, up, sigmoid, silu) => {
      // d silu = sigmoid + silu (1 - sigmoid)
      const slope = tf.add(sigmoid, tf.sub(silu, tf.mul(silu, sigmoid)));
      return [tf.mul(tf.mul(dy, up), slope), tf.mul(dy, silu)];
    },
  );
}

/** Mean cross-entropy of `[tokens, vocab]` logits; the gradient is (softmax - target) / tokens. */
function crossEntropy(logits: tf.Tensor, target: tf.Tensor): tf.Tensor {
  const tokens = logits.shape[0] ?? 1;
  return operation(
    [logits],
    (save) => {
      const probability = tf.softmax(logits);
      save(probability, target);
      return tf.neg(tf.mean(tf.log(tf.sum(tf.mul(probability, target), -1))));
    },
    (dy, probability, target) => [tf.mul(tf.sub(probability, target), tf.div(dy, tokens))],
  );
}

/** Builds the loss of a batch as a function of the current variables, around a form of attention. */
export function tunedModel(problem: Problem, attend: Attention): TensorFlowModel {
  const { setting } = problem;
  const { batch, length, heads, hidden, vocab } = setting;
  const headDim = hidden / heads;
  const rotary = rotaryOnDevice(setting);
  const mask = toTensor(causalMask(setting));
  const embedding = freeze(problem.embedding);
  const finalNorm = toTensor(problem.finalNorm);
  const layers = problem.layers.map((weights) => ({
    inputNorm: toTensor(weights.inputNorm),
    q: freeze(weights.q),
    k: freeze(weights.k),
    v: freeze(weights.v),
    o: freeze(weights.o),
    postNorm: toTensor(weights.postNorm),
    gate: freeze(weights.gate),
    up: freeze(weights.up),
    down: freeze(weights.down),
  }));
  const adapters = toVariables(problem);

  const splitHeads = (x: tf.Tensor) =>
    tf.transpose(tf.reshape(x, [batch, length, heads, headDim]), [0, 2, 1, 3]);
  const mergeHeads = (x: tf.Tensor) => tf.reshape(tf.transpose(x, [0, 2, 1, 3]), [batch * length, hidden]);

  const loss = (inputIds: tf.Tensor1D, labels: tf.Tensor1D): tf.Scalar => {
    let x: tf.Tensor = tf.gather(embedding.rows, inputIds);
    for (const [i, layer] of layers.entries()) {
      const adapter = adapters[i];
      if (!adapter) throw new Error('A layer has no adapter.');
      const h = rmsNorm(x, layer.inputNorm);
      const q = tf.add(linear(h, layer.q), lora(h, adapter.q, i > 0));
      const v = tf.add(linear(h, layer.v), lora(h, adapter.v, i > 0));
      const turnedQ = rotate(splitHeads(q), rotary);
      const turnedK = rotate(splitHeads(linear(h, layer.k)), rotary);
      const mixed = attend(turnedQ, turnedK, splitHeads(v), mask, headDim ** -0.5);
      x = tf.add(x, linear(mergeHeads(mixed), layer.o));
      const g = rmsNorm(x, layer.postNorm);
      x = tf.add(x, linear(swiglu(linear(g, layer.gate), linear(g, layer.up)), layer.down));
    }
    const logits = linear(rmsNorm(x, finalNorm), embedding);
    return tf.reshape(crossEntropy(logits, tf.oneHot(labels, vocab)), []);
  };
  const frozen = [...Object.values(rotary), mask, finalNorm, ...Object.values(embedding)];
  for (const { inputNorm, postNorm, ...linears } of layers) {
    frozen.push(
      inputNorm,
      postNorm,
      ...Object.values(linears).flatMap(({ rows, columns }) => [rows, columns]),
    );
  }
  return { loss, lora: adapters, frozen };
}

export function createPeer(): Peer {
  return tensorFlowPeer((problem) => tunedModel(problem, attention));
}
