/** Tensors in buffers of a GPU that onnxruntime reads and writes where they lie. */
import type { Tensor as OrtTensor } from 'onnxruntime-web';
import { elementCount } from '../formats/tensor.ts';
import { bytesOf, type DType, elementBytes, type TensorData } from '../onnx/tensor.ts';
import type { OrtModule } from './engine.ts';

/** Buffers are bound for reading and writing, written to, and copied from. */
const STORAGE_COPY = 0x80 | 0x08 | 0x04;
/** Buffers from which this side reads. */
const READ_COPY = 0x01 | 0x08;
const MAP_READ = 0x01;

/** onnxruntime's shaders read four elements at a time, also where fewer are left: without room, the last ones are wrong. */
const bufferSize = (bytes: number): number => Math.max(16, Math.ceil(bytes / 16) * 16);

/** One device's memory. What is read back from it is float32. */
export class GpuMemory {
  readonly #ort: OrtModule;
  readonly #device: GPUDevice;

  constructor(ort: OrtModule, device: GPUDevice) {
    this.#ort = ort;
    this.#device = device;
  }

  /** A tensor with a copy of `data`. */
  upload(dtype: DType, shape: readonly number[], data: TensorData): OrtTensor {
    const bytes = bytesOf(data);
    const buffer = this.#device.createBuffer({
      size: bufferSize(bytes.length),
      usage: STORAGE_COPY,
      mappedAtCreation: true,
    });
    new Uint8Array(buffer.getMappedRange()).set(bytes);
    buffer.unmap();
    return this.#tensor(buffer, dtype, shape);
  }

  /** A tensor of zeros. */
  zeros(dtype: DType, shape: readonly number[]): OrtTensor {
    const bytes = sizeInBytes(dtype, shape);
    const buffer = this.#device.createBuffer({ size: bufferSize(bytes), usage: STORAGE_COPY });
    return this.#tensor(buffer, dtype, shape);
  }

  /** Puts new elements into a tensor; what was submitted before still sees the old ones. */
  write(tensor: OrtTensor, data: TensorData): void {
    this.#device.queue.writeBuffer(tensor.gpuBuffer, 0, data);
  }

  /** Copies between tensors of one type and shape, without coming back to ordinary memory. */
  copy(pairs: readonly { readonly from: OrtTensor; readonly to: OrtTensor }[]): void {
    const encoder = this.#device.createCommandEncoder();
    for (const { from, to } of pairs) {
      encoder.copyBufferToBuffer(from.gpuBuffer, 0, to.gpuBuffer, 0, to.gpuBuffer.size);
    }
    this.#device.queue.submit([encoder.finish()]);
  }

  #tensor(buffer: GPUBuffer, dataType: DType, dims: readonly number[]): OrtTensor {
    const dispose = (): void => buffer.destroy();
    const download = (): Promise<Float32Array<ArrayBuffer>> =>
      this.#read(buffer, sizeInBytes(dataType, dims));
    const options = { dataType, dims, dispose, ...(dataType === 'float32' && { download }) };
    return this.#ort.Tensor.fromGpuBuffer(buffer, options);
  }

  async #read(buffer: GPUBuffer, size: number): Promise<Float32Array<ArrayBuffer>> {
    const staging = this.#device.createBuffer({ size, usage: READ_COPY });
    const encoder = this.#device.createCommandEncoder();
    encoder.copyBufferToBuffer(buffer, 0, staging, 0, size);
    this.#device.queue.submit([encoder.finish()]);
    try {
      await staging.mapAsync(MAP_READ);
      return new Float32Array(staging.getMappedRange().slice(0));
    } finally {
      staging.destroy();
    }
  }
}

function sizeInBytes(dtype: DType, shape: readonly number[]): number {
  return elementBytes(dtype) * elementCount(shape);
}
