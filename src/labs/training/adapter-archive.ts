/** An adapter as one file: the folder that `peft` reads, zipped. What comes back in is hostile until it is checked. */
import { strToU8, unzipSync, zipSync } from 'fflate';
import type { NamedFile } from '../../../kernels/formats/named-file.ts';
import { formatBytes } from '../../charts/format.ts';
import { RuntimeProblem } from '../../runtime/problem.ts';

export const CONFIG_FILE = 'adapter_config.json';
export const WEIGHTS_FILE = 'adapter_model.safetensors';

/** The labs' base is so small that an honest adapter of it stays far below. */
export const LARGEST_FILE = 16_000_000;
const MOST_ENTRIES = 200;
/** Any fixed time in a zip's range: the same adapter gives the same file. */
const ZIP_TIME = '2026-01-01T00:00:00';

/** Zips files under one folder. */
export function zipFolder(folder: string, files: readonly NamedFile[]): Uint8Array<ArrayBuffer> {
  const entries = Object.fromEntries(files.map(({ name, bytes }) => [`${folder}/${name}`, bytes]));
  return new Uint8Array(zipSync(entries, { level: 6, mtime: ZIP_TIME }));
}

/** A text file. */
export function textFile(name: string, text: string): NamedFile {
  return { name, bytes: new Uint8Array(strToU8(text)) };
}

export interface AdapterFiles {
  readonly config: NamedFile;
  readonly weights: NamedFile;
}

/**
 * The two files of an adapter among those that a reader chose: a zip, or the files themselves.
 * @throws RuntimeProblem on anything else
 */
export function adapterFilesOf(chosen: readonly NamedFile[]): AdapterFiles {
  for (const { name, bytes } of chosen) checkSize(name, bytes.length);
  const files = chosen.flatMap((file) => (isZip(file) ? unzip(file) : [file]));
  return { config: only(files, CONFIG_FILE), weights: only(files, WEIGHTS_FILE) };
}

function isZip({ name, bytes }: NamedFile): boolean {
  return /\.zip$/i.test(name) || (bytes[0] === 0x50 && bytes[1] === 0x4b);
}

/** Only the two files that are needed are unpacked, each within the limit that its entry announces. */
function unzip({ name, bytes }: NamedFile): NamedFile[] {
  const found: string[] = [];
  let entries = 0;
  const unpack = () =>
    unzipSync(bytes, {
      filter: (entry) => {
        entries += 1;
        if (entries > MOST_ENTRIES) {
          throw new RuntimeProblem({
            what: `“${shown(name)}” tem mais de ${MOST_ENTRIES} arquivos.`,
            remedy: WHAT_TO_GIVE,
          });
        }
        found.push(baseName(entry.name));
        const wanted = [CONFIG_FILE, WEIGHTS_FILE].includes(baseName(entry.name));
        if (wanted) checkSize(entry.name, entry.originalSize);
        return wanted;
      },
    });
  let unpacked: Record<string, Uint8Array>;
  try {
    unpacked = unpack();
  } catch (error) {
    if (error instanceof RuntimeProblem) throw error;
    throw new RuntimeProblem({
      what: `“${shown(name)}” não abre como .zip: está incompleto ou danificado.`,
      remedy: 'Baixe ou exporte o adaptador de novo e tente outra vez.',
    });
  }
  const files = Object.entries(unpacked).map(([path, content]) => ({
    name: baseName(path),
    bytes: new Uint8Array(content),
  }));
  return [...files, ...found.filter(isOldFormat).map((old) => ({ name: old, bytes: new Uint8Array() }))];
}

function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

function isOldFormat(name: string): boolean {
  return name === 'adapter_model.bin';
}

const WHAT_TO_GIVE = `Dê um .zip com ${CONFIG_FILE} e ${WEIGHTS_FILE}, ou os dois arquivos soltos.`;

function only(files: readonly NamedFile[], name: string): NamedFile {
  const [first, ...others] = files.filter((file) => baseName(file.name) === name);
  if (others.length > 0) {
    throw new RuntimeProblem({ what: `Há mais de um ${name}.`, remedy: 'Dê um adaptador de cada vez.' });
  }
  if (first) return { ...first, name };
  if (name === WEIGHTS_FILE && files.some((file) => isOldFormat(baseName(file.name)))) {
    throw new RuntimeProblem({
      what: 'O adaptador está em adapter_model.bin, um formato antigo que pode executar código ao abrir.',
      remedy: `Grave-o de novo pela peft, com safe_serialization=True: sai ${WEIGHTS_FILE}.`,
    });
  }
  throw new RuntimeProblem({ what: `Falta o arquivo ${name}.`, remedy: WHAT_TO_GIVE });
}

/**
 * Before a file is read or unpacked.
 * @param bytes its announced size
 * @throws RuntimeProblem if it is too large for an adapter
 */
export function checkSize(name: string, bytes: number): void {
  if (bytes <= LARGEST_FILE) return;
  throw new RuntimeProblem({
    what: `“${shown(name)}” tem ${formatBytes(bytes)}, e o limite é ${formatBytes(LARGEST_FILE)}.`,
    remedy: 'Um adaptador deste modelo base tem menos de 2 MB: confira se é o arquivo certo.',
  });
}

/** A file's name for a message: no control characters, not endless. */
function shown(name: string): string {
  const clean = baseName(name).replace(/\p{Cc}+/gu, ' ');
  return clean.length > 60 ? `${clean.slice(0, 60)}…` : clean;
}
