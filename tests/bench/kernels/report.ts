/** The benchmark's table, in Portuguese. */
import { cpus } from 'node:os';
import type { Measurement, MemoryMeasurement } from './rows.ts';
import { LIMIT, OWN, PLAIN } from './rows.ts';

function fixed(value: number): string {
  return value.toFixed(Math.abs(value) < 100 ? 1 : 0).replace('.', ',');
}

function placeName({ backend, threads }: Measurement): string {
  if (backend === 'webgpu') return 'WebGPU';
  return `WebAssembly, ${threads} thread${threads > 1 ? 's' : ''}`;
}

/** The rows measured at the same setting and place as `one`. */
function besides(one: Measurement, all: Measurement[]): Measurement[] {
  return all.filter(
    ({ setting, backend, threads }) =>
      setting === one.setting && backend === one.backend && threads === one.threads,
  );
}

function ofLimit(one: Measurement, all: Measurement[]): string {
  const limit = besides(one, all).find(({ peer }) => peer === LIMIT);
  return limit ? `${Math.round((100 * one.gflops) / limit.gflops)}%` : '';
}

function line(one: Measurement, all: Measurement[]): string {
  const times = [one.wallMin, one.wallMedian, one.cpuMedian, one.gflops].map(fixed);
  const error = one.lossError === null ? '' : one.lossError.toExponential(0);
  const cells = [one.setting, placeName(one), one.peer, ...times, ofLimit(one, all), fixed(one.cold), error];
  return `| ${cells.join(' | ')} |`;
}

function fastest(rows: Measurement[]): Measurement | undefined {
  return rows.toSorted((a, b) => a.wallMin - b.wallMin)[0];
}

/** How many times faster this project is than the peers at one setting and place, by wall and by CPU time. */
function comparison(own: Measurement, all: Measurement[]): string[] {
  const peers = besides(own, all).filter(({ peer }) => peer !== OWN && peer !== LIMIT);
  const times = (row: Measurement) =>
    `${fixed(row.wallMin / own.wallMin)}× (CPU: ${fixed(row.cpuMedian / own.cpuMedian)}×) mais rápido que ${row.peer}`;
  const chosen = [
    fastest(peers.filter(({ peer }) => !PLAIN.includes(peer))),
    fastest(peers.filter(({ peer }) => PLAIN.includes(peer))),
  ].filter((row) => row !== undefined);
  if (chosen.length === 0) return [];
  return [`- ${own.setting}, ${placeName(own)}: ${chosen.map(times).join('; ')}.`];
}

/** What two threads bring to this project at a setting. */
function threading(own: Measurement, all: Measurement[]): string[] {
  const alone = all.find(
    ({ peer, setting, backend, threads }) =>
      peer === OWN && setting === own.setting && backend === 'wasm' && threads === 1,
  );
  if (!alone || own.threads === 1) return [];
  return [
    `- ${own.setting}: ${own.threads} threads, ${fixed(alone.wallMin / own.wallMin)}× mais rápido que 1.`,
  ];
}

function graph({ setting, details, backend, threads }: Measurement): string[] {
  if (!details || threads > 1) return [];
  const { nodes, modelBytes, createMilliseconds } = details;
  const start = `montar o grafo e criar a sessão: ${fixed(createMilliseconds)} ms`;
  return [`- ${setting}, ${backend}: ${nodes} nós, ${fixed(modelBytes / 1e3)} kB; ${start}.`];
}

function sharing({ setting, baseBytes, oneSession, manySessions, sessions }: MemoryMeasurement): string {
  const [base, one, many] = [baseBytes, oneSession, manySessions].map((bytes) => fixed(bytes / 2 ** 20));
  return `- ${setting}: pesos congelados ${base} MiB; memória de 1 sessão ${one} MiB, de ${sessions} sessões ${many} MiB.`;
}

/** A Markdown report of all measurements, with the machine and the versions it holds for. */
export function markdownReport(
  measurements: Measurement[],
  memory: MemoryMeasurement[],
  browserVersion: string,
): string {
  const own = measurements.filter(({ peer }) => peer === OWN);
  const machine = `${cpus()[0]?.model ?? '?'} (${cpus().length} processadores), Chromium ${browserVersion}`;
  const sections = [
    `Passo de treino LoRA (r = 4 em q e v, AdamW), milissegundos por passo. ${machine}.`,
    [
      '| | onde | implementação | mínimo | mediana | CPU | GFLOP/s | do limite | 1º passo | erro da perda |',
      '|---|---|---|---:|---:|---:|---:|---:|---:|---:|',
      ...measurements.map((one) => line(one, measurements)),
    ].join('\n'),
    own.flatMap((one) => comparison(one, measurements)).join('\n'),
    own.flatMap((one) => threading(one, measurements)).join('\n'),
    own.flatMap(graph).join('\n'),
    memory.map(sharing).join('\n'),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}
