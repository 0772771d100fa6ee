/** Which device is chosen, on what evidence, and what is downloaded for it. */
import * as ort from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import type { DeviceKind, Engine } from '../../../kernels/train/engine.ts';
import { type DeviceTools, openDevice } from '../../../src/runtime/device/choose.ts';
import { KNOWN_LOSSES, type ProbeResult, runProbe } from '../../../src/runtime/device/probe.ts';
import type { Evidence, StartSettings } from '../../../src/runtime/protocol.ts';
import { engine } from '../kernels/train/device.ts';

const SETTINGS: StartSettings = {
  choice: 'auto',
  ios: false,
  known: undefined,
  lock: undefined,
};

interface World extends Partial<DeviceTools> {
  /** Milliseconds of the probe's step; `wrong` and `fails` for what may happen. */
  readonly speed?: Readonly<Partial<Record<DeviceKind, number | 'wrong' | 'fails'>>>;
  readonly adapter?: Partial<GPUAdapterInfo> | undefined;
}

function fakeGpu(info: Partial<GPUAdapterInfo>) {
  const adapterInfo = {
    vendor: 'acme',
    architecture: 'rocket',
    description: '',
    isFallbackAdapter: false,
    ...info,
  };
  const destroyed: boolean[] = [];
  // Only what the choice looks at.
  const device: unknown = { adapterInfo, destroy: () => destroyed.push(true) };
  return { device: device as GPUDevice, destroyed };
}

async function choose(settings: Partial<StartSettings>, { speed = {}, adapter, ...tools }: World = {}) {
  const loaded: DeviceKind[] = [];
  const gpu = adapter && fakeGpu(adapter);
  const opened = await openDevice(
    { ...SETTINGS, ...settings },
    {
      hasWebGpu: true,
      hasJspi: true,
      threads: 1,
      openGpu: async () => gpu?.device,
      async load(kind) {
        loaded.push(kind);
        return ort;
      },
      async probe({ kind }: Engine): Promise<ProbeResult> {
        const time = speed[kind] ?? 10;
        if (time === 'fails') throw new Error('GPU says no');
        return { right: time !== 'wrong', losses: [], milliseconds: time === 'wrong' ? 1 : time };
      },
      ...tools,
    },
  );
  return { ...opened.evidence, engine: opened.engine.kind, loaded, destroyed: gpu?.destroyed.length };
}

const CARD = { adapter: {} };

describe('without a usable graphics card only the smaller build is loaded', () => {
  it.each<[Evidence['reason'], Partial<StartSettings>, World]>([
    ['no-webgpu', {}, { hasWebGpu: false }],
    ['no-jspi', {}, { ...CARD, hasJspi: false }],
    ['no-adapter', {}, {}],
    ['no-adapter', {}, { openGpu: () => Promise.reject(new Error('refused')) }],
    ['software-adapter', {}, { adapter: { isFallbackAdapter: true } }],
    ['software-adapter', {}, { adapter: { architecture: 'swiftshader' } }],
    ['ios', { ios: true }, CARD],
    ['chosen-by-reader', { choice: 'wasm' }, CARD],
    ['no-adapter', { choice: 'webgpu' }, {}],
  ])('%s', async (reason, settings, world) => {
    const { loaded, ...chosen } = await choose(settings, world);
    expect(chosen).toMatchObject({ device: 'wasm', engine: 'wasm', reason, milliseconds: { wasm: 10 } });
    expect(loaded).toEqual(['wasm']);
  });
});

describe('with a graphics card one build measures both', () => {
  it('takes the faster one', async () => {
    const fast = await choose({}, { ...CARD, speed: { wasm: 20, webgpu: 8 } });
    expect(fast).toMatchObject({
      device: 'webgpu',
      engine: 'webgpu',
      reason: 'faster',
      milliseconds: { wasm: 20, webgpu: 8 },
      adapter: 'acme rocket',
      loaded: ['webgpu'],
      destroyed: 0,
    });
    const slow = await choose({}, { ...CARD, speed: { wasm: 8, webgpu: 20 } });
    expect(slow).toMatchObject({
      device: 'wasm',
      engine: 'wasm',
      reason: 'faster',
      loaded: ['webgpu'],
      destroyed: 1,
    });
  });

  it('obeys the reader', async () => {
    const world = { ...CARD, speed: { wasm: 8, webgpu: 20 } };
    expect(await choose({ choice: 'webgpu' }, world)).toMatchObject({
      device: 'webgpu',
      reason: 'chosen-by-reader',
    });
  });

  it.each([
    ['webgpu-wrong', 'wrong'],
    ['webgpu-failed', 'fails'],
  ] as const)('leaves a card alone that is %s', async (reason, webgpu) => {
    for (const choice of ['auto', 'webgpu'] as const) {
      expect(await choose({ choice }, { ...CARD, speed: { webgpu } })).toMatchObject({
        device: 'wasm',
        reason,
        loaded: ['webgpu', 'wasm'],
      });
    }
  });

  it('remembers for the next visit, which then loads one build and measures nothing', async () => {
    const probe = () => Promise.reject(new Error('measured again'));
    for (const [device, milliseconds] of [
      ['wasm', { wasm: 8, webgpu: 20 }],
      ['webgpu', { wasm: 20, webgpu: 8 }],
    ] as const) {
      const known: Evidence = { device, reason: 'faster', milliseconds, threads: 1, adapter: 'acme rocket' };
      expect(await choose({ known }, { ...CARD, probe })).toMatchObject({
        device,
        milliseconds,
        loaded: [device],
      });
      const other = { ...known, adapter: 'another card' };
      expect((await choose({ known: other }, CARD)).milliseconds).toEqual({ wasm: 10, webgpu: 10 });
    }
  });
});

it('refuses to teach on a browser that calculates wrong', async () => {
  await expect(choose({}, { speed: { wasm: 'wrong' } })).rejects.toMatchObject({
    what: expect.stringContaining('errou um cálculo de teste'),
  });
});

it('knows the losses of its probe', async () => {
  const { right, losses, milliseconds } = await runProbe(engine);
  expect(losses).toHaveLength(KNOWN_LOSSES.length);
  expect(right).toBe(true);
  expect(milliseconds).toBeGreaterThan(0);
  // A device that calculates something else is seen.
  expect(Math.abs((losses[2] ?? 0) - (losses[0] ?? 0))).toBeGreaterThan(0.05);
});
