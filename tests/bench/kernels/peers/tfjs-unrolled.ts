/**
 * TensorFlow.js tuned further: attention multiplies the matrices of each sequence and head one by one.
 *
 * The WebAssembly backend gives only products without a batch dimension to XNNPACK; its own batched product is several
 * times slower, which outweighs some hundred calls more. Splitting in two stages matters: every slice that the backend
 * takes copies the whole tensor that it is taken from.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Peer } from '../peer.ts';
import { tensorFlowPeer } from './tfjs.ts';
import type { Attention } from './tfjs-tuned.ts';
import { operation, tunedModel } from './tfjs-tuned.ts';

/** One matrix for each sequence and head. */
type Grid = tf.Tensor[];

function split(x: tf.Tensor): Grid {
  return tf.unstack(x).flatMap((sequence) => tf.unstack(sequence));
}

function zip(a: Grid, b: Grid, combine: (left: tf.Tensor, right: tf.Tensor) => tf.Tensor): Grid {
  return a.map((left, i) => combine(left, b[i] ?? left));
}

function products(a: Grid, b: Grid): Grid {
  return zip(a, b, (left, right) => tf.matMul(left, right));
}

function flipped(grid: Grid): Grid {
  return grid.map((matrix) => tf.transpose(matrix));
}

const attention: Attention = (q, k, v, mask, scale) => {
  const [batch = 1, heads = 1] = q.shape;
  const joined = (grid: Grid) => tf.reshape(tf.stack(grid), q.shape);
  return operation(
    [q, k, v],
    (save) => {
      const scaled = split(tf.mul(q, scale));
      const [keys, values] = [split(k), split(v)];
      const weights = products(scaled, flipped(keys)).map((scores) => tf.softmax(tf.add(scores, mask)));
      const out = products(weights, values);
      save(...scaled, ...keys, ...values, ...weights, ...out);
      return joined(out);
    },
    (dy, ...saved) => {
      const count = batch * heads;
      const grid = (index: number) => saved.slice(index * count, (index + 1) * count);
      const [scaled, keys, values, weights, out] = [grid(0), grid(1), grid(2), grid(3), grid(4)];
      const dOut = split(dy);
      const dv = products(flipped(weights), dOut);
      const along = zip(dOut, out, (d, o) => tf.sum(tf.mul(d, o), -1, true));
      const dWeights = zip(products(dOut, flipped(values)), along, (d, mean) => tf.sub(d, mean));
      const dScores = zip(weights, dWeights, (w, d) => tf.mul(w, d));
      const dq = products(dScores, keys);
      const dk = products(flipped(dScores), scaled);
      return [tf.mul(joined(dq), scale), joined(dk), joined(dv)];
    },
  );
};

export function createPeer(): Peer {
  return tensorFlowPeer((problem) => tunedModel(problem, attention));
}
