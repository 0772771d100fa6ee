/**
 * The model, AdamW and the training loop in jax-js, shared by its rows. They differ only in what they hand to `jit`.
 *
 * jax-js counts references by hand: a function consumes each of its arguments once, and `.ref` keeps one for later.
 */
import type { Array as JaxArray } from '@jax-js/jax';
import { defaultDevice, init, nn, numpy as np, tree } from '@jax-js/jax';
import type { Peer, Placement } from '../peer.ts';
import type { LoraLayer, LoraPair, Problem, Weight } from '../setting.ts';
import { ADAMW, batchAt, causalMask, LORA, RMS_EPS, rotaryTables } from '../setting.ts';

type Pair = { a: JaxArray; b: JaxArray };
/** The trained tensors, layer by layer. */
export type Lora = { q: Pair; v: Pair }[];
/** The trained tensors and AdamW's two moments. */
export type TrainState = { lora: Lora; m: Lora; v: Lora };

/** The frozen weights on the device, and the tables that the model reads. */
export type Base = {
  embedding: JaxArray;
  finalNorm: JaxArray;
  cos: JaxArray;
  sin: JaxArray;
  mask: JaxArray;
  layers: Record<'inputNorm' | 'q' | 'k' | 'v' | 'o' | 'postNorm' | 'gate' | 'up' | 'down', JaxArray>[];
};

/** x Wᵀ for a weight in `[out, in]`. */
function linear(x: JaxArray, weight: JaxArray): JaxArray {
  return np.matmul(x, weight.transpose());
}

function adapted(x: JaxArray, weight: JaxArray, a: JaxArray, b: JaxArray): JaxArray {
  const update = linear(linear(x.ref, a), b).mul(LORA.alpha / LORA.rank);
  return linear(x, weight).add(update);
}

function rmsNorm(x: JaxArray, weight: JaxArray): JaxArray {
  const meanSquare = np.square(x.ref).mean(-1, { keepdims: true });
  return x.div(np.sqrt(meanSquare.add(RMS_EPS))).mul(weight);
}

/** Rotates `[batch, heads, length, headDim]` by the positions of its tokens. */
function rotate(x: JaxArray, cos: JaxArray, sin: JaxArray): JaxArray {
  const half = (x.shape.at(-1) ?? 0) / 2;
  const first = x.ref.slice([], [], [], [0, half]);
  const second = x.ref.slice([], [], [], [half]);
  return x.mul(cos).add(np.concatenate([second.neg(), first], -1).mul(sin));
}

/** Causal attention of q, k, v in `[batch, heads, length, headDim]`. */
function attention(q: JaxArray, k: JaxArray, v: JaxArray, mask: JaxArray): JaxArray {
  const scale = (q.shape.at(-1) ?? 1) ** -0.5;
  const scores = np
    .matmul(q, k.transpose([0, 1, 3, 2]))
    .mul(scale)
    .add(mask);
  return np.matmul(nn.softmax(scores, -1), v);
}

function swiglu(gate: JaxArray, up: JaxArray): JaxArray {
  return nn.silu(gate).mul(up);
}

/** Mean cross-entropy of `[tokens, vocab]` logits. */
function crossEntropy(logits: JaxArray, labels: JaxArray): JaxArray {
  const [tokens = 1, vocab = 1] = logits.shape;
  return nn
    .logSoftmax(logits)
    .mul(nn.oneHot(labels, vocab))
    .sum()
    .mul(-1 / tokens);
}

/** The blocks of the model, each a function of arrays alone. */
export const BLOCKS = { linear, adapted, rmsNorm, rotate, attention, swiglu, crossEntropy };

/** The loss of a batch as a function of the trained tensors, made of the given blocks. */
export function lossFunction({ setting }: Problem, blocks: typeof BLOCKS) {
  const { batch, length, heads, hidden } = setting;
  const headDim = hidden / heads;
  const splitHeads = (x: JaxArray) => x.reshape([batch, length, heads, headDim]).transpose([0, 2, 1, 3]);
  const mergeHeads = (x: JaxArray) => x.transpose([0, 2, 1, 3]).reshape([batch * length, hidden]);

  return (lora: Lora, base: Base, inputIds: JaxArray, labels: JaxArray): JaxArray => {
    const { embedding, finalNorm, cos, sin, mask, layers } = base;
    let x = embedding.ref.slice(inputIds);
    for (const [i, layer] of layers.entries()) {
      const adapter = lora[i];
      if (!adapter) throw new Error('A layer has no adapter.');
      const h = blocks.rmsNorm(x.ref, layer.inputNorm);
      const q = splitHeads(blocks.adapted(h.ref, layer.q, adapter.q.a, adapter.q.b));
      const k = splitHeads(blocks.linear(h.ref, layer.k));
      const v = splitHeads(blocks.adapted(h, layer.v, adapter.v.a, adapter.v.b));
      const turnedQ = blocks.rotate(q, cos.ref, sin.ref);
      const turnedK = blocks.rotate(k, cos.ref, sin.ref);
      const mixed = blocks.attention(turnedQ, turnedK, v, mask.ref);
      x = x.add(blocks.linear(mergeHeads(mixed), layer.o));
      const g = blocks.rmsNorm(x.ref, layer.postNorm);
      const inner = blocks.swiglu(blocks.linear(g.ref, layer.gate), blocks.linear(g, layer.up));
      x = x.add(blocks.linear(inner, layer.down));
    }
    tree.dispose([cos, sin, mask]);
    return blocks.crossEntropy(blocks.linear(blocks.rmsNorm(x, finalNorm), embedding), labels);
  };
}

/**
 * One AdamW step (Loshchilov & Hutter 2019, algorithm 2) of every trained tensor; `correction1` and `correction2` are
 * `1 - beta^t`.
 */
export function adamW(
  state: TrainState,
  grads: Lora,
  correction1: JaxArray,
  correction2: JaxArray,
): TrainState {
  const { lr, beta1, beta2, eps, weightDecay } = ADAMW;
  const m = tree.map(
    (old: JaxArray, grad: JaxArray) => old.mul(beta1).add(grad.mul(1 - beta1)),
    state.m,
    tree.ref(grads),
  );
  const v = tree.map(
    (old: JaxArray, grad: JaxArray) => old.mul(beta2).add(np.square(grad).mul(1 - beta2)),
    state.v,
    grads,
  );
  const lora = tree.map(
    (old: JaxArray, first: JaxArray, second: JaxArray) => {
      const direction = first.div(correction1.ref).div(np.sqrt(second.div(correction2.ref)).add(eps));
      return old.mul(1 - lr * weightDecay).sub(direction.mul(lr));
    },
    state.lora,
    tree.ref(m),
    tree.ref(v),
  );
  tree.dispose([correction1, correction2]);
  return { lora, m, v };
}

/** A whole training step: consumes the state and gives the loss before the update and the next state. */
export type TrainStep = (
  state: TrainState,
  base: Base,
  inputIds: JaxArray,
  labels: JaxArray,
  correction1: JaxArray,
  correction2: JaxArray,
) => [JaxArray, TrainState];

function toArray({ data, shape }: Weight): JaxArray {
  return np.array(data, { shape });
}

function toBase(problem: Problem): Base {
  const { cos, sin } = rotaryTables(problem.setting);
  return {
    embedding: toArray(problem.embedding),
    finalNorm: toArray(problem.finalNorm),
    cos: toArray(cos),
    sin: toArray(sin),
    mask: toArray(causalMask(problem.setting)),
    layers: problem.layers.map(({ inputNorm, q, k, v, o, postNorm, gate, up, down }) => ({
      inputNorm: toArray(inputNorm),
      q: toArray(q),
      k: toArray(k),
      v: toArray(v),
      o: toArray(o),
      postNorm: toArray(postNorm),
      gate: toArray(gate),
      up: toArray(up),
      down: toArray(down),
    })),
  };
}

function toLora(problem: Problem, make: (weight: Weight) => JaxArray): Lora {
  const pair = ({ a, b }: LoraPair<Weight>): Pair => ({ a: make(a), b: make(b) });
  return problem.lora.map(({ q, v }: LoraLayer<Weight>) => ({ q: pair(q), v: pair(v) }));
}

async function startJax({ backend }: Placement): Promise<void> {
  const devices = await init(backend);
  if (!devices.includes(backend)) throw new Error(`jax-js could not start its ${backend} backend.`);
  defaultDevice(backend);
}

/** The training loop around a step. */
export function jaxPeer(makeStep: (problem: Problem) => TrainStep): Peer {
  let step = (): Promise<number> => Promise.reject(new Error('prepare was not called.'));
  let dispose = () => {};
  return {
    load: startJax,
    async prepare(problem) {
      const train = makeStep(problem);
      const base = toBase(problem);
      const zeros = ({ shape }: Weight) => np.zeros(shape);
      let state: TrainState = {
        lora: toLora(problem, toArray),
        m: toLora(problem, zeros),
        v: toLora(problem, zeros),
      };
      let time = 0;
      step = async () => {
        const { inputIds, labels } = batchAt(problem, time++);
        const [loss, next] = train(
          state,
          tree.ref(base),
          np.array(inputIds),
          np.array(labels),
          np.array([1 - ADAMW.beta1 ** time]),
          np.array([1 - ADAMW.beta2 ** time]),
        );
        state = next;
        const [value] = await loss.data();
        return value ?? Number.NaN;
      };
      dispose = () => tree.dispose([base, state]);
    },
    step: () => step(),
    dispose: () => dispose(),
  };
}
