/** This project: the whole training step compiled into one ONNX graph, run by ONNX Runtime Web. */
import type { Tensor } from 'onnxruntime-web';
import type { LlamaConfig } from '../../../../kernels/formats/llama-config.ts';
import { lora } from '../../../../kernels/peft/lora.ts';
import { compileTrainStep, TRAIN_OUTPUT } from '../../../../kernels/train/compile-train.ts';
import { packTheta } from '../../../../kernels/train/layout.ts';
import { INPUT } from '../../../../kernels/train/model-graph.ts';
import type { Backend, Details, Peer } from '../peer.ts';
import type { LoraPair, Problem, Setting, Weight } from '../setting.ts';
import { ADAMW, batchAt, LORA, RMS_EPS, ROPE_THETA } from '../setting.ts';
import type { Ort, Runtime } from './onnxruntime.ts';
import { startOnnxRuntime } from './onnxruntime.ts';

const STATE = [
  [INPUT.theta, TRAIN_OUTPUT.theta],
  [INPUT.m, TRAIN_OUTPUT.m],
  [INPUT.v, TRAIN_OUTPUT.v],
] as const;

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

/** The graph of a problem's training step and its starting parameters. */
export function compileStep({ setting, lora: pairs }: Problem) {
  const config = configOf(setting);
  const adapter = lora.configure(config, { ...LORA, targets: ['q_proj', 'v_proj'] });
  const { batch, length } = setting;
  const { beta1, beta2, eps, weightDecay } = ADAMW;
  const options = { batch, length, betas: [beta1, beta2], eps, weightDecay } as const;
  const { model, layout } = compileTrainStep(config, adapter, options);
  const named = (path: string, { a, b }: LoraPair<Weight>): [string, Weight][] => [
    [`base_model.model.${path}.lora_A.weight`, a],
    [`base_model.model.${path}.lora_B.weight`, b],
  ];
  const initial = pairs.flatMap(({ q, v }, layer) => [
    ...named(`model.layers.${layer}.self_attn.q_proj`, q),
    ...named(`model.layers.${layer}.self_attn.v_proj`, v),
  ]);
  return { model, theta: packTheta(layout, new Map(initial)) };
}

/** Puts float32 tensors where the step reads them: in the GPU's memory, or in this page's. */
async function placer(ort: Ort, backend: Backend): Promise<(weight: Weight) => Tensor> {
  if (backend === 'wasm') return ({ data, shape }) => new ort.Tensor('float32', data, shape);
  const device = await ort.env.webgpu.device;
  const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
  return ({ data, shape }) => {
    const size = Math.ceil(data.byteLength / 16) * 16;
    const buffer = device.createBuffer({ size, usage: STORAGE | COPY_SRC | COPY_DST });
    device.queue.writeBuffer(buffer, 0, data);
    const release = () => buffer.destroy();
    return ort.Tensor.fromGpuBuffer(buffer, { dataType: 'float32', dims: shape, dispose: release });
  };
}

export function createPeer(): Peer {
  let runtime: Runtime;
  let backend: Backend;
  let step = (): Promise<number> => Promise.reject(new Error('prepare was not called.'));
  let dispose = async () => {};
  let details: Details | undefined;
  return {
    async load(placement) {
      runtime = await startOnnxRuntime(placement);
      backend = placement.backend;
    },
    async prepare(problem) {
      const { ort, options } = runtime;
      const start = performance.now();
      const { model, theta } = compileStep(problem);
      const bytes = model.bytes();
      const compiled = performance.now();
      const keepOnDevice = Object.fromEntries(STATE.map(([, output]) => [output, 'gpu-buffer' as const]));
      const session = await ort.InferenceSession.create(bytes, {
        ...options,
        ...(backend === 'webgpu' && { preferredOutputLocation: keepOnDevice }),
      });
      details = {
        nodes: model.nodeCount,
        modelBytes: bytes.length,
        compileMilliseconds: compiled - start,
        sessionMilliseconds: performance.now() - compiled,
      };
      const place = await placer(ort, backend);
      const frozen = model.inputs.flatMap(({ name }): [string, Tensor][] => {
        const weight = problem.base.get(name);
        return weight ? [[name, place(weight)]] : [];
      });
      const shape = [theta.length];
      const state: Record<string, Tensor> = {
        [INPUT.theta]: place({ shape, data: theta }),
        [INPUT.m]: place({ shape, data: new Float32Array(theta.length) }),
        [INPUT.v]: place({ shape, data: new Float32Array(theta.length) }),
      };
      const base = Object.fromEntries(frozen);
      const learningRate = new ort.Tensor('float32', [ADAMW.lr], []);
      const tokens = [problem.setting.batch, problem.setting.length];
      let time = 0;
      step = async () => {
        const { inputIds, labels } = batchAt(problem, time++);
        const results = await session.run({
          ...base,
          ...state,
          [INPUT.inputIds]: new ort.Tensor('int32', inputIds, tokens),
          [INPUT.labels]: new ort.Tensor('int32', labels, tokens),
          [INPUT.learningRate]: learningRate,
          [INPUT.step]: new ort.Tensor('float32', [time], []),
        });
        for (const [input, output] of STATE) {
          const next = results[output];
          if (!next) throw new Error(`The step gave no "${output}".`);
          state[input]?.dispose();
          state[input] = next;
        }
        const data = await results[TRAIN_OUTPUT.loss]?.getData();
        return Number(data?.[0]);
      };
      dispose = async () => {
        await session.release();
        for (const tensor of [...Object.values(base), ...Object.values(state)]) tensor.dispose();
      };
    },
    step: () => step(),
    dispose: () => dispose(),
    details: () => {
      if (!details) throw new Error('prepare was not called.');
      return details;
    },
  };
}
