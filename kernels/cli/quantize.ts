import { writeSafetensors } from '../formats/safetensors.ts';
import { fromBytes, fromFloat32, type StoredTensor } from '../formats/tensor.ts';
import { quantizeBase } from '../peft/qlora.ts';
import { BASE_TYPES } from '../quant/levels.ts';
import { packedInputs } from '../quant/packed-weight.ts';
import { BLOCK_SIZES, dequantize, QLORA_SETTINGS, storedBytes } from '../quant/quantize.ts';
import { bitsPerParameter, quantError } from '../quant/statistics.ts';
import type { Command } from './command.ts';
import { CliError } from './error.ts';
import { readModelFolder } from './files.ts';
import { writeOne } from './out.ts';

export const quantize: Command = {
  summary: 'quantiza as projeções lineares e mede o erro e o tamanho',
  options: {
    model: { kind: 'text', value: 'DIR', help: 'pasta do modelo', required: true },
    'base-type': { kind: 'text', value: 'TIPO', help: 'tipo numérico (padrão: nf4)', choices: BASE_TYPES },
    block: { kind: 'integer', value: 'N', help: 'pesos por bloco (padrão: 64)' },
    'no-double-quant': { kind: 'flag', help: 'desliga a quantização dupla' },
    out: { kind: 'text', value: 'ARQUIVO', help: 'grava códigos e escalas (.safetensors)' },
  },

  async run(options, { log }) {
    const { config, weights } = readModelFolder(options.requiredText('model'));
    const blockSize = options.number('block') ?? QLORA_SETTINGS.blockSize;
    if (!BLOCK_SIZES.some((size) => size === blockSize)) {
      throw new CliError(`--block não pode ser ${blockSize}; use um destes: ${BLOCK_SIZES.join(', ')}.`);
    }
    const settings = {
      base: BASE_TYPES.find((type) => type === options.text('base-type')) ?? QLORA_SETTINGS.type,
      blockSize,
      doubleQuant: !options.flag('no-double-quant'),
    };
    const quantized = quantizeBase(config, settings, weights);
    const tensors = [...quantized].map(([name, tensor]) => ({
      name,
      bytes: storedBytes(tensor),
      ...quantError(weights.get(name)?.data ?? new Float32Array(), dequantize(tensor)),
    }));
    const out = options.text('out');
    if (out !== undefined) {
      const stored = [...quantized].flatMap(([name, tensor]) =>
        [...packedInputs(name, tensor)].map(([key, { shape, data }]): [string, StoredTensor] => [
          key,
          data instanceof Float32Array
            ? fromFloat32({ shape, data })
            : fromBytes(shape, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
        ]),
      );
      await writeOne(out, writeSafetensors(stored, { format: 'pt', type: settings.base }));
    }
    const total = tensors.reduce((sum, { bytes }) => sum + bytes, 0);
    const count = [...quantized.values()].reduce(
      (sum, { shape }) => sum + shape.reduce((size, dim) => size * dim, 1),
      0,
    );
    for (const { name, relative, largest } of tensors) {
      log(`${name}: erro relativo ${relative.toFixed(4)}, maior erro ${largest.toExponential(2)}`);
    }
    log(`${count} pesos em ${total} bytes: ${((8 * total) / count).toFixed(3)} bits por parâmetro`);
    return {
      type: settings.base,
      block: blockSize,
      double_quant: settings.doubleQuant,
      bits_per_parameter: bitsPerParameter({ type: settings.base, ...settings }),
      parameters: count,
      bytes: total,
      tensors,
    };
  },
};
