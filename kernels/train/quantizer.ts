/** Quantises matrices on a device, with the graph of `quant/quantize-graph.ts`. */
import { bitsOf } from '../quant/levels.ts';
import type { QuantSettings } from '../quant/quantize.ts';
import { compileQuantize, QUANTIZE_INPUT, QUANTIZE_OUTPUT } from '../quant/quantize-graph.ts';
import type { Engine, Program } from './engine.ts';

/** The scales of double quantisation: scale i = dynamicMap[codes[i]] · absmax[⌊i/256⌋] + offset. */
export interface QuantizedScales {
  readonly codes: Uint8Array<ArrayBuffer>;
  readonly absmax: Float32Array<ArrayBuffer>;
  readonly offset: number;
}

export interface Quantized {
  /** Code of each weight. */
  readonly codes: Uint8Array<ArrayBuffer>;
  /** Codes as they are kept: two a byte for 4 bits. */
  readonly packed: Uint8Array<ArrayBuffer>;
  /** The weights that come back. */
  readonly restored: Float32Array<ArrayBuffer>;
  /** Largest magnitude of each block, and its scale as it comes back. */
  readonly absmax: Float32Array<ArrayBuffer>;
  readonly scales: Float32Array<ArrayBuffer>;
  /** Largest difference and mean of the squared differences in each block. */
  readonly largestErrors: Float32Array<ArrayBuffer>;
  readonly meanSquares: Float32Array<ArrayBuffer>;
  /** Undefined without double quantisation. */
  readonly double: QuantizedScales | undefined;
}

/** Sessions of one kind of quantisation, one for each number of weights that was met. */
export class Quantizer {
  readonly #engine: Engine;
  readonly #settings: QuantSettings;
  readonly #programs = new Map<number, Promise<Program>>();

  constructor(engine: Engine, settings: QuantSettings) {
    this.#engine = engine;
    this.#settings = settings;
  }

  async quantize(weights: Float32Array): Promise<Quantized> {
    const { type, blockSize, doubleQuant } = this.#settings;
    const blocks = Math.ceil(weights.length / blockSize);
    const filled = new Float32Array(blocks * blockSize);
    filled.set(weights);
    const outputs = await (await this.#program(weights.length)).run({ [QUANTIZE_INPUT]: filled });
    const read = async (name: string, count: number): Promise<number[]> => {
      const data = await outputs[name]?.getData();
      if (!(data instanceof Float32Array || data instanceof Int32Array))
        throw new Error(`The quantisation graph has no output "${name}".`);
      return Array.from(data.subarray(0, count));
    };
    const out = QUANTIZE_OUTPUT;
    const bytes = async (name: string, count: number) => Uint8Array.from(await read(name, count));
    const floats = async (name: string, count: number) => Float32Array.from(await read(name, count));
    const codes = await bytes(out.codes, weights.length);
    const absmax = await floats(out.absmax, blocks);
    const result: Quantized = {
      codes,
      packed: bitsOf(type) === 4 ? await bytes(out.packed, Math.ceil(weights.length / 2)) : codes,
      restored: await floats(out.restored, weights.length),
      absmax,
      scales: doubleQuant ? await floats(out.scales, blocks) : absmax,
      largestErrors: await floats(out.largestErrors, blocks),
      meanSquares: await floats(out.meanSquares, blocks),
      double: doubleQuant
        ? {
            codes: await bytes(out.scaleCodes, blocks),
            absmax: await floats(out.scaleAbsmax, blocks),
            offset: (await read(out.scaleOffset, 1))[0] ?? 0,
          }
        : undefined,
    };
    for (const tensor of Object.values(outputs)) tensor.dispose();
    return result;
  }

  async dispose(): Promise<void> {
    for (const program of this.#programs.values()) await (await program).dispose();
    this.#programs.clear();
  }

  #program(count: number): Promise<Program> {
    const known = this.#programs.get(count);
    if (known) return known;
    const program = this.#engine.load(compileQuantize(count, this.#settings));
    this.#programs.set(count, program);
    return program;
  }
}
