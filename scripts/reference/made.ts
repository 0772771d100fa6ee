import { cpus } from 'node:os';
import type { Made } from '../../src/reference/schema.ts';

/** When and where results were made. @param missing what was not run, for people */
export function madeNow(missing: readonly string[] = []): Made {
  const processor = cpus()[0]?.model.trim() ?? 'processador desconhecido';
  return {
    date: new Date().toISOString(),
    device: `${processor}, onnxruntime-web (WebAssembly) no Node ${process.versions.node}`,
    command: 'npm run reference',
    missing: [...missing],
  };
}
