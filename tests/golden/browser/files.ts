import { loadGolden } from '../files.ts';

const URLS = import.meta.glob<string>('../*.{safetensors,json}', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** The golden files, fetched from the test server. */
export const golden = await loadGolden(async (name) => {
  const url = URLS[`../${name}`];
  if (url === undefined) throw new Error(`There is no golden file "${name}".`);
  return new Uint8Array(await (await fetch(url)).arrayBuffer());
});
