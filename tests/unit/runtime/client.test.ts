/** The page's side when its worker does not start, fails, or stops. */
import { expect, it, vi } from 'vitest';
import { createRuntime } from '../../../src/runtime/client.ts';

/** A worker that does only what the test makes it do. */
class SilentWorker extends EventTarget implements Worker {
  onmessage = null;
  onmessageerror = null;
  onerror = null;
  postMessage = vi.fn();
  terminate = vi.fn();
}

/** A runtime with one job on its way. */
function busyRuntime() {
  const workers: SilentWorker[] = [];
  const runtime = createRuntime(() => {
    const worker = new SilentWorker();
    workers.push(worker);
    return worker;
  });
  const start = () => runtime.run('perplexity', { adapter: undefined }).done.catch((error: unknown) => error);
  return { runtime, workers, start };
}

it('tells a worker whose script never came from one that crashed, and the next job starts another', async () => {
  const { runtime, workers, start } = busyRuntime();
  const first = start();
  workers[0]?.dispatchEvent(new Event('error'));
  expect(await first).toMatchObject({
    what: 'O programa que faz as contas não chegou a este aparelho.',
    remedy: expect.stringContaining('Confira a conexão'),
  });
  expect(runtime.status.value).toMatchObject({ state: 'erro' });
  expect(workers[0]?.terminate).toHaveBeenCalledOnce();

  const second = start();
  expect(workers).toHaveLength(2);
  workers[1]?.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
  expect(await second).toMatchObject({
    what: 'O processo que fazia as contas parou (out of memory).',
    remedy: expect.stringContaining('último ponto salvo'),
  });
  expect(runtime.jobs.value).toBe(0);
});
