/** A GPU for onnxruntime. */

/** Limits of which onnxruntime uses all that there is; the standard's defaults are too small for it. */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupsPerDimension',
] as const;

/**
 * Opens a device to hand to an engine.
 * @param gpu `navigator.gpu`
 * @returns undefined where there is no usable adapter, which is common even where `navigator.gpu` exists
 */
export async function openGpu(gpu: GPU | undefined): Promise<GPUDevice | undefined> {
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return undefined;
  const requiredLimits = Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]]));
  return adapter.requestDevice({ requiredLimits });
}
