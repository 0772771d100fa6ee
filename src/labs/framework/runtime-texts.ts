/** What the reader is told about the device. */
import { formatSignificant } from '../../charts/format.ts';
import type { DeviceChoice, Evidence, Reason } from '../../runtime/client.ts';

const DEVICE_NAMES = { wasm: 'WebAssembly', webgpu: 'WebGPU' } as const;

export const CHOICES: Readonly<Record<DeviceChoice, string>> = {
  auto: 'o mais rápido (automático)',
  wasm: 'WebAssembly (processador)',
  webgpu: 'WebGPU (placa de vídeo)',
};

const REASONS: Readonly<Record<Reason, string>> = {
  'chosen-by-reader': 'É o que você escolheu.',
  faster: 'Foi o mais rápido em um passo de teste com resultado conhecido.',
  'no-webgpu': 'Este navegador não oferece WebGPU.',
  'no-adapter': 'O navegador tem WebGPU, mas não encontrou uma placa de vídeo que sirva.',
  'software-adapter': 'O WebGPU daqui é simulado pelo processador: seria mais lento.',
  'no-jspi':
    'O WebGPU daqui pediria um programa grande demais, porque falta ao navegador a integração de promessas com WebAssembly (JSPI).',
  ios: 'No iPhone e no iPad o WebGPU fecha a aba depois de centenas de passos.',
  'webgpu-failed': 'A placa de vídeo não conseguiu rodar o passo de teste.',
  'webgpu-wrong': 'A placa de vídeo errou o passo de teste, cujo resultado é conhecido.',
};

export function reasonText({ reason }: Evidence): string {
  return REASONS[reason];
}

/** `WebAssembly, 2 linhas de execução`. */
export function deviceText({ device, threads, adapter }: Evidence): string {
  if (device === 'webgpu') return adapter ? `WebGPU, ${adapter}` : 'WebGPU';
  return `WebAssembly, ${threads === 1 ? 'uma linha' : `${threads} linhas`} de execução`;
}

/** `WebAssembly 17 ms, WebGPU 31 ms`, of the devices that were tried. */
export function figuresText({ milliseconds }: Evidence): string {
  return (['wasm', 'webgpu'] as const)
    .flatMap((device) => {
      const time = milliseconds[device];
      return time === undefined ? [] : [`${DEVICE_NAMES[device]} ${formatSignificant(time, 2)} ms`];
    })
    .join(', ');
}
