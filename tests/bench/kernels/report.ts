/** The benchmark's table, in Portuguese. */
import { cpus } from 'node:os';
import { stepFlops } from './flops.ts';
import type { Measurement } from './rows.ts';
import { SETTINGS } from './setting.ts';

function fixed(value: number): string {
  return value.toFixed(value < 100 ? 1 : 0).replace('.', ',');
}

function line({
  peer,
  setting,
  backend,
  threads,
  wallMin,
  wallMedian,
  cpuMedian,
  cold,
  ...rest
}: Measurement) {
  const place = backend === 'wasm' ? `WebAssembly, ${threads} thread${threads > 1 ? 's' : ''}` : 'WebGPU';
  const speed = stepFlops(SETTINGS[setting]) / wallMin / 1e6;
  const cells = [
    setting,
    place,
    peer,
    fixed(wallMin),
    fixed(wallMedian),
    fixed(cpuMedian),
    fixed(speed),
    fixed(cold),
  ];
  return `| ${cells.join(' | ')} | ${rest.lossError.toExponential(0)} |`;
}

/** A Markdown table of all measurements, with the machine and the versions it holds for. */
export function markdownReport(measurements: Measurement[], browserVersion: string): string {
  const machine = `${cpus()[0]?.model ?? '?'} (${cpus().length} processadores), Chromium ${browserVersion}`;
  return [
    `Passo de treino LoRA (r = 4 em q e v, AdamW), milissegundos por passo. ${machine}.`,
    '',
    '| | onde | implementação | mínimo | mediana | CPU | GFLOP/s | 1º passo | erro da perda |',
    '|---|---|---|---:|---:|---:|---:|---:|---:|',
    ...measurements.map(line),
  ].join('\n');
}
