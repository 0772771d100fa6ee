/** Adapter files that a reader chooses: honest ones come through, the others are refused with a reason. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import {
  adapterFilesOf,
  CONFIG_FILE,
  LARGEST_FILE,
  textFile,
  WEIGHTS_FILE,
  zipFolder,
} from '../../../src/labs/training/adapter-archive.ts';

const config = textFile(CONFIG_FILE, '{"peft_type":"LORA"}');
const weights = textFile(WEIGHTS_FILE, 'weights');
const zip = (entries: Record<string, Uint8Array>, name = 'a.zip') => ({
  name,
  bytes: new Uint8Array(zipSync(entries)),
});

test('what is zipped comes back, and the same files give the same zip', () => {
  const bytes = zipFolder('meu-adaptador', [config, weights, textFile('README.md', '#')]);
  expect(adapterFilesOf([{ name: 'qualquer.zip', bytes }])).toEqual({ config, weights });
  expect(zipFolder('meu-adaptador', [config, weights, textFile('README.md', '#')])).toEqual(bytes);
});

test('two loose files do as well, and a zip without its ending', () => {
  expect(adapterFilesOf([weights, config])).toEqual({ config, weights });
  const nameless = zip({ [CONFIG_FILE]: config.bytes, [WEIGHTS_FILE]: weights.bytes }, 'baixado');
  expect(adapterFilesOf([nameless])).toEqual({ config, weights });
});

describe('refused', () => {
  test.each([
    ['nothing', [], `Falta o arquivo ${CONFIG_FILE}`],
    ['a picture', [{ name: 'foto.png', bytes: strToU8('\x89PNG') }], `Falta o arquivo ${CONFIG_FILE}`],
    ['half a zip', [{ name: 'a.zip', bytes: strToU8('PK\x03\x04 torn') }], 'não abre como .zip'],
    ['weights missing', [config], `Falta o arquivo ${WEIGHTS_FILE}`],
    ['two adapters', [config, weights, weights], `Há mais de um ${WEIGHTS_FILE}`],
    [
      'two in one zip',
      [zip({ [`a/${CONFIG_FILE}`]: config.bytes, [`b/${CONFIG_FILE}`]: config.bytes })],
      'mais de um',
    ],
    [
      'a pickle',
      [zip({ [CONFIG_FILE]: config.bytes, 'adapter_model.bin': strToU8('x') })],
      'pode executar código',
    ],
    ['too large', [{ name: 'a.zip', bytes: new Uint8Array(2 * LARGEST_FILE) }], 'o limite é 16'],
    [
      'a bomb',
      [zip({ [WEIGHTS_FILE]: new Uint8Array(2 * LARGEST_FILE), [CONFIG_FILE]: config.bytes })],
      'o limite é 16',
    ],
    [
      'endless entries',
      [zip(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${i}`, new Uint8Array()])))],
      'mais de 200 arquivos',
    ],
  ])('%s', (_, files, message) => {
    const chosen = files.map(({ name, bytes }) => ({ name, bytes: new Uint8Array(bytes) }));
    expect(() => adapterFilesOf(chosen)).toThrow(message);
  });

  test('paths that climb are names like any other: nothing is written', () => {
    const climbing = zip({ [`../../${CONFIG_FILE}`]: config.bytes, [`/etc/${WEIGHTS_FILE}`]: weights.bytes });
    expect(adapterFilesOf([climbing])).toEqual({ config, weights });
  });
});
