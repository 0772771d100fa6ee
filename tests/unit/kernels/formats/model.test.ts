import { describe, expect, it } from 'vitest';
import { llamaShapes } from '../../../../kernels/formats/llama-weights.ts';
import { type LlamaModel, readModel, writeModel } from '../../../../kernels/formats/model.ts';
import { readSafetensors, writeSafetensors } from '../../../../kernels/formats/safetensors.ts';
import { elementCount, fromFloat32 } from '../../../../kernels/formats/tensor.ts';
import { goldenFile } from './golden.ts';

const config = goldenFile('config.json');
const weights = goldenFile('model.safetensors');
const stored = readSafetensors(weights.bytes).tensors;

/** The golden weights with some taken away and some put in their place. */
function changed(removed: readonly string[], added: Record<string, readonly number[]> = {}) {
  const tensors = new Map([...stored].filter(([name]) => !removed.includes(name)));
  for (const [name, shape] of Object.entries(added)) {
    tensors.set(name, fromFloat32({ shape, data: new Float32Array(elementCount(shape)) }));
  }
  return [{ name: 'model.safetensors', bytes: writeSafetensors(tensors) }];
}

function reread([configFile, ...weightFiles]: ReturnType<typeof writeModel>): LlamaModel {
  if (!configFile) throw new Error('writeModel wrote no file');
  return readModel(configFile, weightFiles);
}

describe('a model folder', () => {
  it('is read whole, with exactly the weights that the configuration calls for', () => {
    const model = readModel(config, [weights]);
    expect(new Set(model.weights.keys())).toEqual(new Set(llamaShapes(model.config).keys()));
    const parameters = [...model.weights.values()].reduce((sum, { data }) => sum + data.length, 0);
    expect(parameters).toBe(20128);
  });

  it('may be sharded', () => {
    const names = [...stored.keys()];
    const shard = (part: string[], name: string) => ({
      name,
      bytes: writeSafetensors([...stored].filter(([key]) => part.includes(key))),
    });
    const shards = [shard(names.slice(0, 7), 'a.safetensors'), shard(names.slice(7), 'b.safetensors')];
    expect(readModel(config, shards)).toEqual(readModel(config, [weights]));
    expect(() => readModel(config, [...shards, shard(names.slice(0, 1), 'c.safetensors')])).toThrow(
      /^c\.safetensors: o tensor .* já está em outro arquivo/,
    );
  });

  it('leaves out what old files carry along', () => {
    const files = changed([], {
      'model.layers.0.self_attn.rotary_emb.inv_freq': [4],
      'lm_head.weight': [96, 32],
    });
    expect(readModel(config, files)).toEqual(readModel(config, [weights]));
  });

  it('names missing, extra and misshapen weights', () => {
    const files = changed(['model.norm.weight', 'model.layers.1.mlp.up_proj.weight'], {
      'model.layers.1.mlp.up_proj.weight': [32, 56],
      'model.layers.2.mlp.up_proj.weight': [1],
    });
    expect(() => readModel(config, files)).toThrow(/faltam os tensores "model\.norm\.weight"/);
    expect(() => readModel(config, files)).toThrow(
      /sobram os tensores "model\.layers\.2\.mlp\.up_proj\.weight"/,
    );
    expect(() => readModel(config, files)).toThrow(/up_proj\.weight" \[32,56\] em vez de \[56,32\]/);
    expect(() => readModel(config, [])).toThrow(/faltam os tensores .* e mais 15/);
  });

  it.each(['F32', 'F16', 'BF16'] as const)('written as %s is read back', (dtype) => {
    const model = readModel(config, [weights]);
    const again = reread(writeModel(model, dtype));
    expect(again.config).toEqual(model.config);
    // Half precision keeps 11 bits of fraction, bfloat16 8: relative rounding of at most 2^-11 and 2^-8.
    const tolerance = { F32: 0, F16: 2 ** -11, BF16: 2 ** -8 }[dtype];
    for (const [name, { data }] of model.weights) {
      again.weights.get(name)?.data.forEach((value, index) => {
        const original = data[index] ?? Number.NaN;
        // Below 2^-14 half precision rounds to multiples of 2^-24.
        expect(Math.abs(value - original)).toBeLessThanOrEqual(
          Math.abs(original) * tolerance + (tolerance && 2 ** -25),
        );
      });
    }
  });

  it('is not written when it is incomplete', () => {
    const model = readModel(config, [weights]);
    expect(() => writeModel({ ...model, weights: new Map() })).toThrow(/incompleto/);
  });
});
