/** How recorded measurements are shown, on the site and in the report: one table a kind of measurement. */
import { z } from 'zod';

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** A recorded run of `npm run bench`. */
export const recordedSchema = z.strictObject({
  /** ISO 8601. */
  date: z.iso.datetime(),
  command: z.string(),
  machine: z.strictObject({
    processor: z.string(),
    cores: z.int().positive(),
    memoryGb: z.number().positive(),
    system: z.string(),
    node: z.string(),
    chromium: z.string(),
    onnxruntime: z.string(),
  }),
  /** Parts that were not run or failed, for people (in Portuguese). */
  missing: z.array(z.string()),
  /** What the benches printed, a line each; fields that are objects are left out. */
  lines: z.array(z.record(z.string(), value)),
});

export type Recorded = z.infer<typeof recordedSchema>;
export type Line = Recorded['lines'][number];

interface Column {
  readonly key: string;
  readonly label: string;
  readonly digits?: number;
  /** Shown divided by this: bytes as kB. */
  readonly unit?: number;
  /** What the reports' words are called on the page. */
  readonly names?: Readonly<Record<string, string>>;
}

const DEVICE_NAMES = { wasm: 'WebAssembly', webgpu: 'WebGPU' };
const PEER_NAMES = {
  'ajuste-fino': 'Ajuste Fino',
  'onnx-matmul': 'limite: um produto de matrizes',
  'tfjs-plain': 'TensorFlow.js',
  'tfjs-tuned': 'TensorFlow.js, ajustado à mão',
  'tfjs-unrolled': 'TensorFlow.js, ajustado, atenção desenrolada',
  'jax-js-one-jit': 'jax-js, uma compilação só',
  'jax-js-small-jits': 'jax-js, muitas compilações pequenas',
};

export interface MeasurementTable {
  readonly kind: string;
  readonly title: string;
  /** What a number means, and how it was taken. */
  readonly explanation: string;
  readonly columns: readonly Column[];
}

export const TABLES: readonly MeasurementTable[] = [
  {
    kind: 'step',
    title: 'Um passo de treino, ao lado de outras bibliotecas',
    explanation:
      'O mesmo passo (LoRA de posto 4 em q e v, AdamW, perda lida a cada passo), dos mesmos pesos e lotes, no mesmo Chromium, em rodízio; as perdas de todas as linhas concordam. As linhas ajustadas e a das compilações pequenas são o que um especialista escreve à mão. O limite é um produto de matrizes de 512 × 512 e nada mais. O WebGPU é simulado em software: os tempos não dizem como seria em uma placa de vídeo.',
    columns: [
      { key: 'setting', label: 'Tamanho' },
      { key: 'peer', label: 'Implementação', names: PEER_NAMES },
      { key: 'backend', label: 'Onde', names: DEVICE_NAMES },
      { key: 'threads', label: 'Linhas de execução' },
      { key: 'wallMin', label: 'Mínimo (ms)', digits: 1 },
      { key: 'wallMedian', label: 'Mediana (ms)', digits: 1 },
      { key: 'cpuMedian', label: 'CPU (ms)', digits: 1 },
      { key: 'gflops', label: 'GFLOP/s', digits: 1 },
      { key: 'cold', label: 'Primeiro passo, do zero (ms)', digits: 0 },
    ],
  },
  {
    kind: 'lab',
    title: 'Do clique ao treino',
    explanation:
      'O laboratório "Treine um adaptador" na configuração padrão: do clique ao primeiro passo, o treino inteiro e os quadros por segundo da página enquanto isso.',
    columns: [
      { key: 'visit', label: 'Visita' },
      { key: 'device', label: 'Onde', names: DEVICE_NAMES },
      { key: 'clickToFirstStepMs', label: 'Clique ao primeiro passo (ms)', digits: 0 },
      { key: 'steps', label: 'Passos' },
      { key: 'trainMs', label: 'Treino (ms)', digits: 0 },
      { key: 'msPerStep', label: 'Por passo (ms)', digits: 1 },
      { key: 'fps', label: 'Quadros por segundo', digits: 0 },
    ],
  },
  {
    kind: 'controls',
    title: 'Resposta aos comandos durante o treino',
    explanation: 'Do clique ao estado novo, no meio de um treino.',
    columns: [
      { key: 'pause', label: 'Pausar (ms)' },
      { key: 'resume', label: 'Continuar (ms)' },
      { key: 'stop', label: 'Parar (ms)' },
    ],
  },
  {
    kind: 'fetched',
    title: 'O que o treino busca',
    explanation:
      'Nada antes do clique. Depois dele, com o cache vazio: motor, modelo e dados, comprimidos com brotli.',
    columns: [
      { key: 'device', label: 'Onde', names: DEVICE_NAMES },
      { key: 'files', label: 'Arquivos' },
      { key: 'brotliBytesAfter', label: 'Total (kB)', unit: 1000, digits: 0 },
    ],
  },
  {
    kind: 'weight',
    title: 'Peso das páginas',
    explanation: 'O que a primeira visita busca, como um servidor com compressão manda.',
    columns: [
      { key: 'page', label: 'Página' },
      { key: 'total', label: 'Total (kB)', unit: 1000, digits: 0 },
      { key: 'document', label: 'HTML (kB)', unit: 1000, digits: 1 },
      { key: 'stylesheet', label: 'CSS (kB)', unit: 1000, digits: 1 },
      { key: 'script', label: 'JavaScript (kB)', unit: 1000, digits: 1 },
      { key: 'font', label: 'Fontes (kB)', unit: 1000, digits: 0 },
    ],
  },
  {
    kind: 'lighthouse',
    title: 'Lighthouse',
    explanation:
      'Notas de 0 a 100 por tipo de página, no perfil de celular (processador 4× mais lento) e no de computador.',
    columns: [
      { key: 'page', label: 'Página' },
      { key: 'device', label: 'Perfil' },
      { key: 'performance', label: 'Desempenho' },
      { key: 'accessibility', label: 'Acessibilidade' },
      { key: 'best-practices', label: 'Boas práticas' },
      { key: 'seo', label: 'SEO' },
      { key: 'largestContentfulPaintMs', label: 'Maior elemento visível (ms)', digits: 0 },
      { key: 'totalBlockingTimeMs', label: 'Bloqueio (ms)', digits: 0 },
    ],
  },
  {
    kind: 'search',
    title: 'Busca',
    explanation:
      'Primeira: da tecla que abre a busca aos resultados desenhados. Seguintes: da consulta aos resultados.',
    columns: [
      { key: 'site', label: 'Site' },
      { key: 'firstBestMs', label: 'Primeira, melhor (ms)', digits: 0 },
      { key: 'firstMedianMs', label: 'Primeira, mediana (ms)', digits: 0 },
      { key: 'laterMedianMs', label: 'Seguintes, mediana (ms)', digits: 0 },
      { key: 'later90Ms', label: 'Seguintes, 90% até (ms)', digits: 0 },
      { key: 'kilobytes', label: 'Trazidos (kB)', digits: 0 },
    ],
  },
  {
    kind: 'build',
    title: 'Construção',
    explanation:
      'O site real, na primeira linha, e sites gerados com as mesmas seções repetidas: o custo de uma página deve ficar igual.',
    columns: [
      { key: 'sections', label: 'Seções' },
      { key: 'pages', label: 'Páginas' },
      { key: 'seconds', label: 'Segundos', digits: 1 },
      { key: 'millisecondsPerPage', label: 'Por página (ms)' },
      { key: 'peakMegabytes', label: 'Pico de memória (MB)' },
    ],
  },
];

/** Lines of a table, in the order in which they were measured. */
export function linesOf(recorded: Recorded, { kind }: MeasurementTable): readonly Line[] {
  return recorded.lines.filter((line) => line['kind'] === kind);
}

/** A cell, written as Portuguese writes numbers. */
export function cell(line: Line, { key, digits, unit = 1, names = {} }: Column): string {
  const found = line[key];
  if (found === undefined || found === null) return '–';
  if (typeof found !== 'number') return names[String(found)] ?? String(found);
  const options =
    digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return (found / unit).toLocaleString('pt-BR', options);
}
