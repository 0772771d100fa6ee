/**
 * onnxruntime-web, in the smallest build that serves a device. Sizes in brotli: plain WebAssembly 2.3 MB, WebGPU with
 * JSPI 2.7 MB. The third build, WebGPU with asyncify for browsers without JSPI, is 26.8 MB before compression: several
 * static hosts refuse files over 25 MiB, and it is slower, so those browsers get WebAssembly.
 */

import { RUNTIME_FILES } from 'virtual:runtime-files';
import jspiUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { DeviceKind, OrtModule } from '../../../kernels/train/engine.ts';
import type { SiteFile } from '../files/download.ts';

const URLS: Readonly<Record<DeviceKind, string>> = { wasm: wasmUrl, webgpu: jspiUrl };

/** Whether WebAssembly may wait for promises here, as the WebGPU build needs. */
export function hasJspi(): boolean {
  return 'Suspending' in WebAssembly && 'promising' in WebAssembly;
}

/** The .wasm of the build for a device. */
export function runtimeFile(kind: DeviceKind): SiteFile {
  return { url: new URL(URLS[kind], self.location.href).href, ...RUNTIME_FILES[kind] };
}

/** Loads the build for a device, with the bytes of its .wasm. The build for WebGPU runs on WebAssembly too. */
export async function loadOrt(
  kind: DeviceKind,
  wasmBinary: Uint8Array<ArrayBuffer>,
  threads: number,
): Promise<OrtModule> {
  const ort = await (kind === 'webgpu' ? import('onnxruntime-web/jspi') : import('onnxruntime-web/wasm'));
  ort.env.wasm.wasmBinary = wasmBinary;
  ort.env.wasm.numThreads = threads;
  ort.env.logLevel = 'error';
  return ort;
}

/** Threads need shared memory, which only cross-origin isolated pages have; beyond four a model this small gains nothing. */
export function threadCount(): number {
  return self.crossOriginIsolated ? Math.min(4, navigator.hardwareConcurrency) : 1;
}
