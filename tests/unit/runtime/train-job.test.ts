/** The training job as a lab sees it: curve, controls, checkpoints, and what it says when things go wrong. */
import { describe, expect, it, vi } from 'vitest';
import { Trainer } from '../../../kernels/train/trainer.ts';
import type { OwnExamples } from '../../../src/runtime/jobs/run-spec.ts';
import {
  type TrainCommand,
  type TrainEvent,
  type TrainRequest,
  trainWith,
} from '../../../src/runtime/jobs/train.ts';
import { memoryCheckpoints, runJob } from './job-context.ts';

const REQUEST: TrainRequest = {
  task: 'clausulas',
  method: 'lora',
  settings: { rank: 2, alpha: 4 },
  learningRate: 5e-3,
  steps: 12,
  batch: 4,
  seed: 3,
  validateEvery: 0,
};

const train = trainWith(memoryCheckpoints());

/** Losses as the page puts them together from the events. */
function curveOf(events: readonly TrainEvent[]): number[] {
  const curve: number[] = [];
  for (const event of events)
    if (event.kind === 'steps') curve.splice(event.from, curve.length, ...event.losses);
  return curve;
}

/** Sends commands when the run says something. */
function when(kind: TrainEvent['kind'], ...commands: TrainCommand[]) {
  return (event: TrainEvent, { send }: { send(command: TrainCommand): void }) => {
    if (event.kind === kind) for (const command of commands.splice(0)) send(command);
  };
}

describe('a run', () => {
  it('lowers the loss, and tells every step', async () => {
    const run = runJob(train, { ...REQUEST, steps: 20, validateEvery: 10 });
    const { losses, theta, layout, validation, step } = await run.done;
    expect(step).toBe(20);
    expect(losses).toHaveLength(20);
    expect(mean(losses.slice(-5))).toBeLessThan(0.7 * mean(losses.slice(0, 5)));
    expect(curveOf(run.events)).toEqual(losses);
    expect(theta).toHaveLength(layout.size);
    expect(validation.map((point) => point.step)).toEqual([10, 20]);
    for (const { accuracy } of validation) expect(accuracy).toBeGreaterThanOrEqual(0);
    const started = run.events.find(({ kind }) => kind === 'started');
    expect(started).toMatchObject({ trainable: layout.size, device: 'wasm', losses: [] });
  });

  it('is the same to the bit for the same seed, and another for another', async () => {
    const [one, two, other] = await Promise.all(
      [3, 3, 4].map((seed) => runJob(train, { ...REQUEST, seed }).done),
    );
    expect(two?.losses).toEqual(one?.losses);
    expect(two?.theta).toEqual(one?.theta);
    expect(other?.losses).not.toEqual(one?.losses);
  });

  it('trains on examples of a lab’s own', async () => {
    const task: OwnExamples = {
      train: [
        { prompt: 'Cor:', answer: ' azul' },
        { prompt: 'Fruta:', answer: ' uva' },
      ],
      validation: [{ prompt: 'Cor:', answer: ' azul' }],
      labels: [' azul', ' uva'],
    };
    const { validation } = await runJob(train, { ...REQUEST, task, steps: 30, validateEvery: 30 }).done;
    expect(validation).toEqual([{ step: 30, accuracy: 1 }]);
  });
});

describe('the reader’s hand', () => {
  it('pauses, does single steps, goes on, and the curve is none other', async () => {
    const undisturbed = await runJob(train, REQUEST).done;
    const run = runJob(train, REQUEST, (event, { send }) => {
      if (event.kind === 'started') send('pause');
      if (event.kind === 'paused') send(event.step < 3 ? 'step' : 'resume');
    });
    const { losses } = await run.done;
    const pauses = run.events.flatMap((event) => (event.kind === 'paused' ? [event.step] : []));
    expect(pauses).toEqual([1, 2, 3]);
    expect(run.events.some(({ kind }) => kind === 'resumed')).toBe(true);
    expect(losses).toEqual(undisturbed.losses);
  });

  it('stops with what was trained so far', async () => {
    const { step, losses, theta } = await runJob(train, REQUEST, when('started', 'pause', 'stop')).done;
    expect(step).toBe(1);
    expect(losses).toHaveLength(1);
    expect(theta.some((value) => value !== 0)).toBe(true);
  });

  it('gives a snapshot of the parameters without ending', async () => {
    const run = runJob(train, REQUEST, when('started', 'snapshot'));
    const { theta, step } = await run.done;
    const snapshot = run.events.find((event) => event.kind === 'snapshot');
    expect(snapshot?.step).toBe(1);
    expect(snapshot?.theta).toHaveLength(theta.length);
    expect(snapshot?.theta).not.toEqual(theta);
    expect(step).toBe(REQUEST.steps);
  });

  it('calls a run off, even a paused one', async () => {
    const run = runJob(train, REQUEST, (event, { send, cancel }) => {
      if (event.kind === 'started') send('pause');
      if (event.kind === 'paused') cancel();
    });
    await expect(run.done).rejects.toThrow(/abort/i);
  });
});

describe('a checkpoint', () => {
  const kept = { ...REQUEST, checkpoint: 'teste' };

  it('lets a run go on exactly where it stopped', async () => {
    const whole = await runJob(train, REQUEST).done;
    const store = memoryCheckpoints();
    const job = trainWith(store);
    const first = runJob(job, kept, (event, { send }) => {
      if (event.kind === 'started') send('pause');
      if (event.kind === 'paused') send(event.step < 5 ? 'step' : 'stop');
    });
    expect((await first.done).step).toBe(5);
    expect(store.kept.get('teste')?.state.step).toBe(5);

    const second = runJob(job, { ...kept, resume: true });
    const { losses, theta } = await second.done;
    expect(second.events[0]).toMatchObject({ kind: 'started', losses: whole.losses.slice(0, 5) });
    expect(losses).toEqual(whole.losses);
    expect(theta).toEqual(whole.theta);
    expect(store.kept.size).toBe(0);
  });

  it('is written every few seconds', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const store = memoryCheckpoints();
      const run = runJob(trainWith(store), { ...kept, validateEvery: 1 }, (event) => {
        if (event.kind === 'validation') vi.advanceTimersByTime(1000);
      });
      await run.done;
      const saved = run.events.flatMap((event) => (event.kind === 'saved' ? [event.step] : []));
      expect(saved).toEqual([3, 6, 9, 12]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('of another run is not gone on from', async () => {
    const store = memoryCheckpoints();
    const job = trainWith(store);
    await runJob(job, kept, when('started', 'stop')).done;
    const other = runJob(job, { ...kept, seed: 9, resume: true });
    await expect(other.done).rejects.toMatchObject({ what: expect.stringContaining('outra configuração') });
    const none = runJob(train, { ...kept, resume: true });
    await expect(none.done).rejects.toMatchObject({ what: expect.stringContaining('Não há treino salvo') });
  });

  it('of another base is not gone on from', async () => {
    const store = memoryCheckpoints();
    const job = trainWith(store);
    await runJob(job, kept, when('started', 'stop')).done;
    const found = store.kept.get('teste');
    if (!found) throw new Error('nothing was kept');
    store.kept.set('teste', { ...found, base: 'other' });
    const run = runJob(job, { ...kept, resume: true });
    await expect(run.done).rejects.toMatchObject({ what: expect.stringContaining('outra versão do modelo') });
  });

  it('outlives a device that fails in the middle', async () => {
    const store = memoryCheckpoints();
    const job = trainWith(store);
    const run = runJob(job, kept, (event, { send }) => {
      if (event.kind === 'started') send('pause');
      if (event.kind === 'saved') {
        vi.spyOn(Trainer.prototype, 'train').mockRejectedValueOnce(new Error('device lost'));
        send('resume');
      }
    });
    await expect(run.done).rejects.toThrow('device lost');
    expect(store.kept.get('teste')?.state.step).toBe(1);
    const whole = await runJob(train, REQUEST).done;
    const { losses } = await runJob(job, { ...kept, resume: true }).done;
    expect(losses).toEqual(whole.losses);
  });

  it('that cannot be written is told once, and the run ends well', async () => {
    const full = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
    const job = trainWith({ ...memoryCheckpoints(), write: full });
    const run = runJob(job, kept, (event, { send }) => {
      if (event.kind === 'started') send('pause');
      if (event.kind === 'paused') send(event.step < 3 ? 'step' : 'resume');
    });
    expect((await run.done).step).toBe(REQUEST.steps);
    const told = run.events.filter(({ kind }) => kind === 'unsaved');
    expect(told).toEqual([expect.objectContaining({ what: expect.stringContaining('espaço') })]);
  });
});

describe('a run that cannot go well', () => {
  it('stops when the loss explodes, and says what to do', async () => {
    const store = memoryCheckpoints();
    const request = { ...REQUEST, method: 'full', settings: {}, learningRate: 3, steps: 60, checkpoint: 'x' };
    const run = runJob(trainWith(store), request);
    await expect(run.done).rejects.toMatchObject({
      what: expect.stringContaining('divergiu'),
      remedy: expect.stringContaining('taxa de aprendizado menor'),
    });
    expect(store.kept.size).toBe(0);
  });

  it.each([
    [{ steps: 0 }, 'O número de passos é 0.'],
    [{ batch: 1.5 }, 'O tamanho do lote é 1.5.'],
    [{ seed: -1 }, 'A semente é -1.'],
    [{ learningRate: Number.NaN }, 'A taxa de aprendizado é NaN.'],
    [{ method: 'nenhum' }, 'O método “nenhum” não existe.'],
    [{ task: { train: [], validation: [] } }, 'Não há exemplos com que treinar.'],
    [
      { task: { train: [{ prompt: 'muito '.repeat(300), answer: ' longo' }], validation: [] } },
      /Um dos exemplos tem \d+ tokens/,
    ],
  ])('refuses %o', async (wrong, message) => {
    await expect(runJob(train, { ...REQUEST, ...wrong }).done).rejects.toThrow(message);
  });

  it('refuses settings that the method does not know', async () => {
    const run = runJob(train, { ...REQUEST, settings: { rank: 0 } });
    await expect(run.done).rejects.toThrow(/rank/);
  });
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
