/** Chooses the device by evidence: the faster one that calculates right, unless the reader says otherwise. */
import { type DeviceKind, Engine, type OrtModule } from '../../../kernels/train/engine.ts';
import { RuntimeProblem } from '../problem.ts';
import type { Evidence, Reason, StartSettings } from '../protocol.ts';
import type { ProbeResult } from './probe.ts';

/** What the choice is made with; the tests put others in their place. */
export interface DeviceTools {
  readonly hasWebGpu: boolean;
  readonly hasJspi: boolean;
  readonly threads: number;
  /** A device with a real or software adapter behind it; undefined if there is none. */
  openGpu(): Promise<GPUDevice | undefined>;
  /** Fetches and loads the build for a device. */
  load(kind: DeviceKind): Promise<OrtModule>;
  probe(engine: Engine): Promise<ProbeResult>;
}

export interface OpenDevice {
  readonly engine: Engine;
  readonly evidence: Evidence;
  /** The GPU device that the engine runs on, to see it lost. */
  readonly gpu?: GPUDevice | undefined;
}

/**
 * Opens a device. WebGPU is tried only where a real adapter answers, which costs no download; then its build runs the
 * known training step on both devices, so that one download is enough to compare them.
 * @throws RuntimeProblem if not even WebAssembly calculates right
 */
export async function openDevice(settings: StartSettings, tools: DeviceTools): Promise<OpenDevice> {
  const gpu = await usableGpu(settings, tools);
  if (typeof gpu === 'string') return openWasm(settings, gpu, tools);
  const adapter = nameOf(gpu);
  const { known, choice } = settings;
  if (choice === 'auto' && known?.adapter === adapter && known.device === 'wasm') {
    gpu.destroy();
    return openWasm(settings, known.reason, tools, known);
  }
  const ort = await tools.load('webgpu');
  const engine = new Engine({ ort, kind: 'webgpu', gpu });
  if (known?.adapter === adapter && known.device === 'webgpu') return { engine, gpu, evidence: known };
  return compare(settings, tools, { engine, gpu, ort, adapter });
}

interface Candidate {
  readonly engine: Engine;
  readonly gpu: GPUDevice;
  readonly ort: OrtModule;
  readonly adapter: string;
}

async function compare(
  settings: StartSettings,
  tools: DeviceTools,
  { engine, gpu, ort, adapter }: Candidate,
): Promise<OpenDevice> {
  const onGpu = await tools.probe(engine).catch((): undefined => undefined);
  if (!onGpu?.right) {
    gpu.destroy();
    const opened = await openWasm(settings, onGpu ? 'webgpu-wrong' : 'webgpu-failed', tools);
    return { ...opened, evidence: { ...opened.evidence, adapter } };
  }
  const cpu = new Engine({ ort, kind: 'wasm' });
  const onCpu = await checked(cpu, tools);
  const figures = {
    milliseconds: { webgpu: onGpu.milliseconds, wasm: onCpu.milliseconds },
    threads: tools.threads,
    adapter,
  };
  if (settings.choice === 'webgpu') {
    return { engine, gpu, evidence: { ...figures, device: 'webgpu', reason: 'chosen-by-reader' } };
  }
  if (onGpu.milliseconds < onCpu.milliseconds) {
    return { engine, gpu, evidence: { ...figures, device: 'webgpu', reason: 'faster' } };
  }
  // For this visit the build that is there serves WebAssembly too; the next one fetches the smaller build.
  gpu.destroy();
  return { engine: cpu, evidence: { ...figures, device: 'wasm', reason: 'faster' } };
}

/** A GPU device that may be tried, or the reason why there is none. */
async function usableGpu({ choice, ios }: StartSettings, tools: DeviceTools): Promise<GPUDevice | Reason> {
  if (choice === 'wasm') return 'chosen-by-reader';
  // Safari on iOS crashes after hundreds of WebGPU runs: microsoft/onnxruntime issues 26827 and 27584.
  if (choice === 'auto' && ios) return 'ios';
  if (!tools.hasWebGpu) return 'no-webgpu';
  if (!tools.hasJspi) return 'no-jspi';
  const gpu = await tools.openGpu().catch((): undefined => undefined);
  if (!gpu) return 'no-adapter';
  if (choice === 'auto' && isSoftware(gpu)) {
    gpu.destroy();
    return 'software-adapter';
  }
  return gpu;
}

async function openWasm(
  { known }: StartSettings,
  reason: Reason,
  tools: DeviceTools,
  evidence?: Evidence,
): Promise<OpenDevice> {
  const ort = await tools.load('wasm');
  const engine = new Engine({ ort, kind: 'wasm' });
  const { threads } = tools;
  if (evidence) return { engine, evidence };
  // The check takes a while on a slow machine, and WebAssembly does not change between visits.
  const before = known?.threads === threads ? known.milliseconds.wasm : undefined;
  const wasm = before ?? (await checked(engine, tools)).milliseconds;
  return { engine, evidence: { device: 'wasm', reason, milliseconds: { wasm }, threads } };
}

async function checked(engine: Engine, tools: DeviceTools): Promise<ProbeResult> {
  const result = await tools.probe(engine);
  if (result.right) return result;
  throw new RuntimeProblem({
    what: 'Este navegador errou um cálculo de teste cujo resultado é conhecido.',
    remedy: 'Atualize o navegador, ou abra a página em outro.',
  });
}

function nameOf({ adapterInfo }: GPUDevice): string {
  const { vendor, architecture, description } = adapterInfo;
  return description || [vendor, architecture].filter(Boolean).join(' ') || 'sem nome';
}

function isSoftware(gpu: GPUDevice): boolean {
  return gpu.adapterInfo.isFallbackAdapter || /swiftshader|llvmpipe|software|basic render/i.test(nameOf(gpu));
}
