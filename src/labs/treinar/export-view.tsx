/** Takes away what was trained, and brings an adapter back. */
import { useId, useMemo } from 'preact/hooks';
import { ScrollArea } from '../../charts/scroll-area.tsx';
import { download } from '../../client/download.ts';
import { randomToken } from '../../client/random-token.ts';
import { runtime } from '../../runtime/client.ts';
import { adapterFilesOf, checkSize, textFile, zipFolder } from '../training/adapter-archive.ts';
import { Ask } from '../training/ask.ts';
import { curveCsv } from '../training/curve-csv.ts';
import { isMethodId, METHODS } from '../training/methods.ts';
import { modelCard } from '../training/model-card.ts';
import { ProblemNote } from '../training/problem-note.tsx';
import { pythonScript } from '../training/python-script.ts';
import { constantsFor } from '../training/recipes.ts';
import type { TrainedRun } from '../training/session.ts';
import { adapterOf } from './comparison.tsx';
import type { Shelf } from './shelf.ts';

/** Name of the base in `adapter_config.json`: the reader replaces it by the path of the folder. */
const BASE_NAME = 'modelo-base-ajuste-fino';

interface ExportProps {
  run: TrainedRun | undefined;
  /** Address of the base model's folder. */
  modelPath: string;
}

type Parcel = 'adaptador' | 'grafo' | 'dados';

/** A name for files: `lora-clausulas-semente-1`. */
function fileName({ spec: { method, task, seed } }: TrainedRun): string {
  return `${method}-${task}-semente-${seed}`;
}

async function fetchParcel(signal: AbortSignal, parcel: Parcel, run: TrainedRun): Promise<string> {
  const { spec } = run;
  const job = runtime();
  const name = fileName(run);
  if (parcel === 'adaptador') {
    const request = { what: 'adapter', adapter: adapterOf(run), baseName: BASE_NAME } as const;
    const files = await job.run('export', request, { signal }).done;
    const zip = zipFolder(name, [...files, textFile('README.md', modelCard(run))]);
    download(`${name}.zip`, zip, 'application/zip');
    return `${name}.zip`;
  }
  const request =
    parcel === 'grafo'
      ? ({ what: 'graph', task: spec.task, method: spec, batch: spec.batch } as const)
      : ({ what: 'data', task: spec.task } as const);
  const [file] = await job.run('export', request, { signal }).done;
  if (!file) throw new Error('unreachable: one file was asked for');
  download(file.name, new Uint8Array(file.bytes), 'application/octet-stream');
  return file.name;
}

export function ExportView({ run, modelPath }: ExportProps) {
  const ask = useMemo(() => new Ask(fetchParcel), []);
  if (!run) return <p>Depois do treino, leve daqui o adaptador, o grafo, a curva e o código em Python.</p>;
  const { spec } = run;
  const script = pythonScript(spec, constantsFor(spec.steps));
  const full = spec.method === 'full';
  return (
    <>
      <ul class="exportar so-com-script">
        <li>
          <button type="button" class="botao" onClick={() => void ask.ask('adaptador', run)}>
            {full ? 'Modelo inteiro (.zip)' : 'Adaptador (.zip)'}
          </button>
          <span>
            {full
              ? 'config.json, model.safetensors e o cartão do modelo.'
              : 'adapter_config.json, adapter_model.safetensors e o cartão do modelo, como a peft grava.'}
          </span>
        </li>
        <li>
          <button type="button" class="botao" onClick={() => void ask.ask('grafo', run)}>
            Grafo do passo (.onnx)
          </button>
          <span>O passo de treino que rodou aqui: ida, gradientes e AdamW em um só grafo.</span>
        </li>
        <li>
          <button
            type="button"
            class="botao"
            onClick={() => download(`${fileName(run)}.csv`, curveCsv(run.points), 'text/csv')}
          >
            Curva (.csv)
          </button>
          <span>Passo, perda e acerto na validação, com todas as casas.</span>
        </li>
        <li>
          <button type="button" class="botao" onClick={() => download('treinar.py', script, 'text/x-python')}>
            Código em Python (.py)
          </button>
          <span>O mesmo treino com peft, transformers e accelerate, para uma GPU ou várias.</span>
        </li>
        <li>
          <button type="button" class="botao" onClick={() => void ask.ask('dados', run)}>
            Dados de treino (.jsonl)
          </button>
          <span>
            Os exemplos da tarefa, no formato que o código lê. A pasta da base:{' '}
            <a href={`${modelPath}config.json`}>config.json</a>,{' '}
            <a href={`${modelPath}model.safetensors`}>model.safetensors</a>,{' '}
            <a href={`${modelPath}tokenizer.json`}>tokenizer.json</a>,{' '}
            <a href={`${modelPath}tokenizer_config.json`}>tokenizer_config.json</a>.
          </span>
        </li>
      </ul>
      <ProblemNote problem={ask.error.value} />
      <p role="status">{ask.answer.value && `Arquivo pronto: ${ask.answer.value}.`}</p>
      <details>
        <summary>Ver o código em Python</summary>
        <ScrollArea class="codigo-python" label="Código em Python">
          <pre>
            <code>{script}</code>
          </pre>
        </ScrollArea>
      </details>
    </>
  );
}

interface ImportProps {
  shelf: Shelf;
  ready: boolean;
}

/** Reads the chosen files and puts the adapter on the shelf. */
async function readAdapter(signal: AbortSignal, chosen: readonly File[], shelf: Shelf): Promise<string> {
  for (const { name, size } of chosen) checkSize(name, size);
  const files = await Promise.all(
    chosen.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
  const data = await runtime().run('import', adapterFilesOf(files), { signal }).done;
  const method = isMethodId(data.method) ? METHODS[data.method].name : data.method;
  const name = `${method}, importado de ${chosen[0]?.name.slice(0, 60) ?? 'um arquivo'}`;
  shelf.put({ id: `importado-${randomToken()}`, name, task: undefined, data });
  return `${name}: ${data.theta.length.toLocaleString('pt-BR')} parâmetros. Já está na lista de adaptadores.`;
}

export function ImportView({ shelf, ready }: ImportProps) {
  const id = useId();
  const ask = useMemo(() => new Ask(readAdapter), []);
  return (
    <div class="perguntar so-com-script">
      <div class="campo">
        <label for={id}>Importar um adaptador</label>
        <input
          id={id}
          type="file"
          multiple
          accept=".zip,.json,.safetensors"
          disabled={!ready || ask.busy.value}
          aria-describedby={`${id}-ajuda`}
          onChange={async ({ currentTarget }) => {
            const files = [...(currentTarget.files ?? [])];
            if (files.length === 0) return;
            await ask.ask(files, shelf);
            // The same file may be chosen again after it was mended.
            currentTarget.value = '';
          }}
        />
        <small id={`${id}-ajuda`} class="campo-ajuda">
          Um .zip exportado daqui ou da peft, ou os dois arquivos dele. Ele é lido neste navegador e não vai a
          lugar nenhum.
        </small>
      </div>
      <ProblemNote problem={ask.error.value} />
      <p role="status">{!ask.error.value && ask.answer.value}</p>
    </div>
  );
}
