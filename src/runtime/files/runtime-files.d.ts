/** Written at build time by `manifest-plugin.ts`. */
declare module 'virtual:runtime-files' {
  interface FileFacts {
    /** Size, decompressed. */
    readonly bytes: number;
    /** Hexadecimal. */
    readonly sha256: string;
  }
  /** onnxruntime's .wasm for each device. */
  export const RUNTIME_FILES: Readonly<Record<'wasm' | 'webgpu', FileFacts>>;
  /** Files of the folder `modelos/`, by path: `base/config.json`. */
  export const MODEL_FILES: Readonly<Record<string, FileFacts>>;
}
