/** What the reader chose and what an earlier visit measured, kept in the browser's local storage. */
import type { DeviceKind } from '../../kernels/train/engine.ts';
import type { DeviceChoice, Evidence, Reason } from './protocol.ts';

const CHOICE_KEY = 'af:dispositivo';
const EVIDENCE_KEY = 'af:dispositivo-medido';
/** Raised when the probe or onnxruntime changes, so that old measurements are made anew. */
const VERSION = 1;

const REASONS: ReadonlySet<string> = new Set<Reason>(['faster', 'webgpu-failed', 'webgpu-wrong']);

/** What the reader chose on an earlier visit; `auto` if nothing sensible is kept. */
export function readChoice(): DeviceChoice {
  const stored = read(CHOICE_KEY);
  return stored === 'wasm' || stored === 'webgpu' ? stored : 'auto';
}

export function writeChoice(choice: DeviceChoice): void {
  write(CHOICE_KEY, choice);
}

/** The evidence of an earlier visit with this very browser; undefined if there is none or it makes no sense. */
export function readEvidence(): Evidence | undefined {
  try {
    const stored: unknown = JSON.parse(read(EVIDENCE_KEY) ?? 'null');
    if (!isObject(stored) || stored['version'] !== VERSION || stored['browser'] !== navigator.userAgent) {
      return undefined;
    }
    return evidenceOf(stored['evidence']);
  } catch {
    return undefined;
  }
}

export function writeEvidence(evidence: Evidence): void {
  write(EVIDENCE_KEY, JSON.stringify({ version: VERSION, browser: navigator.userAgent, evidence }));
}

function evidenceOf(value: unknown): Evidence | undefined {
  if (!isObject(value)) return undefined;
  const { device, reason, threads, adapter, milliseconds } = value;
  if (!isDevice(device) || typeof threads !== 'number' || !isObject(milliseconds)) return undefined;
  return {
    device,
    reason: isReason(reason) ? reason : 'faster',
    threads,
    milliseconds: {
      ...(isTime(milliseconds['wasm']) && { wasm: milliseconds['wasm'] }),
      ...(isTime(milliseconds['webgpu']) && { webgpu: milliseconds['webgpu'] }),
    },
    ...(typeof adapter === 'string' && { adapter }),
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isDevice(value: unknown): value is DeviceKind {
  return value === 'wasm' || value === 'webgpu';
}

function isReason(value: unknown): value is Reason {
  return typeof value === 'string' && REASONS.has(value);
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && Number.isFinite(value);
}

/** Storage may be blocked: then nothing is remembered. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Blocked or full: the next visit measures again.
  }
}
