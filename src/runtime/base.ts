/** The shipped base model: fetched, verified and held on the device once. */
import { MODEL_FILES } from 'virtual:runtime-files';
import { readModel } from '../../kernels/formats/model.ts';
import { fromTokenizerJson } from '../../kernels/text/hugging-face.ts';
import type { Engine } from '../../kernels/train/engine.ts';
import { holdModel } from '../../kernels/train/held.ts';
import type { SiteFile } from './files/download.ts';
import type { LoadedBase } from './job.ts';
import { RuntimeProblem } from './problem.ts';

const FILES = ['config.json', 'model.safetensors', 'tokenizer.json'] as const;

/** A file of the folder `modelos/` of the site. @throws RuntimeProblem if the site was built without it */
function modelFile(path: string): SiteFile {
  const facts = MODEL_FILES[path];
  if (!facts) {
    throw new RuntimeProblem({
      what: `O arquivo modelos/${path} não faz parte deste site.`,
      remedy: 'Construa o site de novo com a pasta public/modelos completa.',
    });
  }
  return { url: new URL(`${import.meta.env.BASE_URL}modelos/${path}`, self.location.href).href, ...facts };
}

export type BaseBytes = Readonly<Record<(typeof FILES)[number], Uint8Array<ArrayBuffer>>>;

/** @param fetchFile gives the verified bytes of a file */
export async function fetchBase(
  fetchFile: (file: SiteFile) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<BaseBytes> {
  const [config, weights, tokenizer] = await Promise.all(
    FILES.map((name) => fetchFile(modelFile(`base/${name}`))),
  );
  if (!config || !weights || !tokenizer) throw new Error('unreachable: three files were asked for');
  return { 'config.json': config, 'model.safetensors': weights, 'tokenizer.json': tokenizer };
}

/** Puts the model on a device. @throws FormatError if the site ships a broken one */
export function holdBase(engine: Engine, bytes: BaseBytes): LoadedBase {
  const named = (name: (typeof FILES)[number]) => ({ name, bytes: bytes[name] });
  const model = holdModel(engine, readModel(named('config.json'), [named('model.safetensors')]));
  return { model, tokenizer: fromTokenizerJson(new TextDecoder().decode(bytes['tokenizer.json'])) };
}
