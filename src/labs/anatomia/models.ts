/** The models whose block is drawn. */
import type { LlamaConfig } from '../../../kernels/formats/llama-config.ts';

/** Llama-2-7B as its `config.json` describes it (Touvron et al., "Llama 2", 2023): 6,738,415,616 parameters. */
export const LLAMA_2_7B: LlamaConfig = {
  vocabSize: 32_000,
  hiddenSize: 4096,
  intermediateSize: 11_008,
  layers: 32,
  heads: 32,
  kvHeads: 32,
  headDim: 128,
  rmsNormEps: 1e-5,
  ropeTheta: 10_000,
  maxPositions: 4096,
  tiedEmbeddings: false,
  initializerRange: 0.02,
  bosTokenId: 1,
  eosTokenId: 2,
  padTokenId: null,
};
