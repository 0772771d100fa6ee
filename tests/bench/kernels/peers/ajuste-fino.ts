/** This project: the whole training step compiled into one ONNX graph, run by ONNX Runtime Web. */
import type { LlamaConfig } from '../../../../kernels/formats/llama-config.ts';
import { lora } from '../../../../kernels/peft/lora.ts';
import { compileTrainStep } from '../../../../kernels/train/compile-train.ts';
import type { Engine } from '../../../../kernels/train/engine.ts';
import { type HeldModel, holdAdapter, holdModel } from '../../../../kernels/train/held.ts';
import { layoutOf, packTheta } from '../../../../kernels/train/layout.ts';
import { INPUT } from '../../../../kernels/train/model-graph.ts';
import { Trainer } from '../../../../kernels/train/trainer.ts';
import type { Details, Peer } from '../peer.ts';
import type { Batch, LoraPair, Problem, Setting, Weight } from '../setting.ts';
import { ADAMW, batchAt, LORA, RMS_EPS, ROPE_THETA } from '../setting.ts';
import { startEngine } from './onnxruntime.ts';

function configOf(setting: Setting): LlamaConfig {
  return {
    vocabSize: setting.vocab,
    hiddenSize: setting.hidden,
    intermediateSize: setting.mlp,
    layers: setting.layers,
    heads: setting.heads,
    kvHeads: setting.heads,
    headDim: setting.hidden / setting.heads,
    rmsNormEps: RMS_EPS,
    ropeTheta: ROPE_THETA,
    maxPositions: setting.length,
    tiedEmbeddings: true,
    initializerRange: 0.02,
    bosTokenId: null,
    eosTokenId: null,
    padTokenId: null,
  };
}

/** The problem's starting adapter under the names of `peft`. */
function adapterTensors({ lora: layers }: Problem): Map<string, Weight> {
  const named = (path: string, { a, b }: LoraPair<Weight>): [string, Weight][] => [
    [`base_model.model.${path}.lora_A.weight`, a],
    [`base_model.model.${path}.lora_B.weight`, b],
  ];
  return new Map(
    layers.flatMap(({ q, v }, layer) => [
      ...named(`model.layers.${layer}.self_attn.q_proj`, q),
      ...named(`model.layers.${layer}.self_attn.v_proj`, v),
    ]),
  );
}

/** The frozen base of a problem, held once on the device. */
export function holdBase(engine: Engine, { setting, base }: Problem): HeldModel {
  return holdModel(engine, { config: configOf(setting), weights: base });
}

function stepOf({ setting }: Problem, config: LlamaConfig) {
  const { batch, length } = setting;
  const { beta1, beta2, eps, weightDecay } = ADAMW;
  const adapter = lora.configure(config, { ...LORA, targets: ['q_proj', 'v_proj'] });
  return { adapter, options: { batch, length, betas: [beta1, beta2], eps, weightDecay } as const };
}

/** A trainer of the problem's adapter over a held base. */
export function createTrainer(engine: Engine, base: HeldModel, problem: Problem): Promise<Trainer> {
  const { adapter, options } = stepOf(problem, base.config);
  const theta = packTheta(layoutOf(adapter.parameters), adapterTensors(problem));
  const plugged = holdAdapter(engine, base, adapter);
  return Trainer.create(engine, { base, plugged, options, from: { theta } });
}

/** A batch under the names of the graph's inputs. */
export function feedOf({ inputIds, labels }: Batch) {
  return { [INPUT.inputIds]: inputIds, [INPUT.labels]: labels };
}

export function createPeer(): Peer {
  let engine: Engine;
  let step = (): Promise<number> => Promise.reject(new Error('prepare was not called.'));
  let dispose = async () => {};
  let details: (() => Details) | undefined;
  return {
    async load(placement) {
      engine = await startEngine(placement);
    },
    async prepare(problem) {
      const start = performance.now();
      const base = holdBase(engine, problem);
      const trainer = await createTrainer(engine, base, problem);
      const createMilliseconds = performance.now() - start;
      let time = 0;
      step = async () => {
        const { loss } = await trainer.train(feedOf(batchAt(problem, time++)), ADAMW.lr);
        return loss ?? Number.NaN;
      };
      dispose = async () => {
        await trainer.dispose();
        base.frozen.dispose();
      };
      details = () => {
        const { adapter, options } = stepOf(problem, base.config);
        const { model } = compileTrainStep(base.config, adapter, { ...options, spare: engine.spare });
        return { nodes: model.nodeCount, modelBytes: model.bytes().length, createMilliseconds };
      };
    },
    step: () => step(),
    dispose: () => dispose(),
    details: () => details?.(),
  };
}
