/** The small parts of the runtime: commands, the guard over the loss, reports, stored evidence, checkpoints. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FormatError } from '../../../kernels/formats/error.ts';
import { DivergedError } from '../../../kernels/train/loop.ts';
import { browserCheckpoints, isCheckpoint } from '../../../src/runtime/checkpoints.ts';
import { Commands } from '../../../src/runtime/commands.ts';
import { LossGuard } from '../../../src/runtime/jobs/train/loss-guard.ts';
import { Reporter, type StepsReport } from '../../../src/runtime/jobs/train/reporter.ts';
import { readChoice, readEvidence, writeChoice, writeEvidence } from '../../../src/runtime/preference.ts';
import { RuntimeProblem } from '../../../src/runtime/problem.ts';
import { problemOf } from '../../../src/runtime/problem-of.ts';

describe('commands', () => {
  it('wait in order, and wake whoever waits for them', async () => {
    const commands = new Commands<string>(new AbortController().signal);
    expect(commands.poll()).toBeUndefined();
    commands.push('a');
    commands.push('b');
    expect(commands.poll()).toBe('a');
    expect(await commands.next()).toBe('b');
    const later = commands.next();
    commands.push('c');
    expect(await later).toBe('c');
  });

  it('end a wait when the job is called off', async () => {
    const abort = new AbortController();
    const wait = new Commands(abort.signal).next();
    abort.abort();
    await expect(wait).rejects.toThrow(/abort/i);
  });
});

describe('the guard over the loss', () => {
  const guess = Math.log(1024);

  it('lets a bad batch pass', () => {
    const guard = new LossGuard(1024);
    for (const loss of [guess, 9 * guess, 9 * guess, 2 * guess, 9 * guess, 9 * guess, 9 * guess, 9 * guess]) {
      expect(() => guard.check(0, loss)).not.toThrow();
    }
  });

  it('stops a run that has exploded', () => {
    const guard = new LossGuard(1024);
    for (let step = 0; step < 4; step++) guard.check(step, 4 * guess);
    expect(() => guard.check(4, 4 * guess)).toThrow(/O treino divergiu: no passo 5 a perda era 27,7/);
  });
});

describe('the reporter', () => {
  afterEach(() => vi.useRealTimers());

  it('tells of many steps at once, and of every one', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    vi.advanceTimersByTime(1000);
    const told: StepsReport[] = [];
    const reporter = new Reporter((report) => told.push(report));
    for (let step = 0; step < 20; step++) {
      reporter.add(step, step / 2, 10, 100);
      vi.advanceTimersByTime(10);
    }
    reporter.flush();
    reporter.flush();
    expect(told.map(({ from }) => from)).toEqual([0, 1, 8, 15]);
    expect(told.flatMap(({ losses }) => losses)).toEqual(Array.from({ length: 20 }, (_, step) => step / 2));
    expect(told[1]).toMatchObject({ milliseconds: 10, tokensPerSecond: 10_000 });
  });
});

describe('what is kept about the device', () => {
  const evidence = {
    device: 'webgpu',
    reason: 'faster',
    threads: 1,
    milliseconds: { wasm: 9, webgpu: 4 },
    adapter: 'x',
  } as const;

  function fakeStorage(items = new Map<string, string>()) {
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
    });
    vi.stubGlobal('navigator', { userAgent: 'this browser' });
    return items;
  }

  afterEach(() => vi.unstubAllGlobals());

  it('comes back as it was', () => {
    fakeStorage();
    expect(readChoice()).toBe('auto');
    expect(readEvidence()).toBeUndefined();
    writeChoice('wasm');
    writeEvidence(evidence);
    expect(readChoice()).toBe('wasm');
    expect(readEvidence()).toEqual(evidence);
    vi.stubGlobal('navigator', { userAgent: 'another browser' });
    expect(readEvidence()).toBeUndefined();
  });

  it.each(['{', 'null', '7', '{"device":"cuda"}', '[]'])('does not trust %s', (stored) => {
    const items = fakeStorage();
    writeEvidence(evidence);
    for (const key of items.keys()) {
      items.set(key, stored);
      expect(readEvidence()).toBeUndefined();
      items.set(key, `{"version":1,"browser":"this browser","evidence":${stored}`);
      expect(readEvidence()).toBeUndefined();
    }
    expect(readChoice()).toBe('auto');
  });

  it('may be blocked', () => {
    vi.stubGlobal('localStorage', undefined);
    expect(readChoice()).toBe('auto');
    expect(readEvidence()).toBeUndefined();
    expect(() => writeChoice('wasm')).not.toThrow();
  });
});

describe('checkpoints', () => {
  const vector = new Float32Array(3);
  const good = {
    spec: { task: 'clausulas' },
    base: '1234abcd',
    device: 'wasm',
    state: { step: 2, theta: vector, m: vector, v: vector },
    losses: [2, 1],
    validation: [{ step: 2, accuracy: 0.5 }],
    savedAt: 0,
  };

  it('are recognised by their form', () => {
    expect(isCheckpoint(good)).toBe(true);
    for (const wrong of [
      undefined,
      null,
      [],
      { ...good, device: 'abacus' },
      { ...good, losses: [1] },
      { ...good, losses: [1, Number.NaN] },
      { ...good, state: { ...good.state, step: -1 } },
      { ...good, state: { ...good.state, m: [0, 0, 0] } },
      { ...good, state: { ...good.state, v: new Float32Array(2) } },
      { ...good, validation: [{}] },
      { ...good, spec: undefined },
      { ...good, base: undefined },
    ]) {
      expect(isCheckpoint(wrong)).toBe(false);
    }
  });

  it('are absent, not an error, where there is no IndexedDB', async () => {
    expect(globalThis.indexedDB).toBeUndefined();
    expect(await browserCheckpoints.read('x')).toBeUndefined();
    await expect(browserCheckpoints.remove('x')).resolves.toBeUndefined();
  });
});

describe('what the reader is told', () => {
  it.each([
    [new RuntimeProblem({ what: 'A.', remedy: 'B.' }), { what: 'A.', remedy: 'B.' }],
    [
      new FormatError('adapter_config.json', 'falta peft_type.'),
      { what: 'adapter_config.json: falta peft_type.' },
    ],
    [new DivergedError(4, Number.NaN), { what: expect.stringContaining('passo 5') }],
    [new Error('out of memory'), { what: expect.stringContaining('out of memory') }],
    ['a string', { what: expect.stringContaining('a string') }],
  ])('%s', (error, expected) => {
    const problem = problemOf(error);
    expect(problem).toMatchObject(expected);
    expect(problem.remedy).not.toBe('');
  });
});
