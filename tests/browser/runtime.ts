/** What the tests of the runtime share: the training lab as a reader uses it, and a hand inside its worker. */
import { expect, type Locator, type Page } from '@playwright/test';

/** The default run, shortened: few steps, no less real. */
export const LAB = '/laboratorio/treinar/?passos=20';

/** A busy machine takes its time to fetch, compile and train. */
export const PATIENCE = { timeout: 240_000 };

export function lab(page: Page): Locator {
  return page.locator('[data-laboratorio="treinar"]');
}

export async function expectState(page: Page, state: string): Promise<void> {
  await expect(lab(page)).toHaveAttribute('data-estado', state, PATIENCE);
}

export function press(page: Page, name: string): Promise<void> {
  return page.getByRole('button', { name, exact: true }).click();
}

/** Opens the lab and waits until it can be used. */
export async function openLab(page: Page, address = LAB): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('button', { name: 'Treinar', exact: true })).not.toHaveAttribute(
    'aria-disabled',
    'true',
    PATIENCE,
  );
}

/** Waits for the run to have done so many steps. */
export async function expectStep(page: Page, step: number, patience = PATIENCE): Promise<void> {
  await expect
    .poll(async () => Number(await lab(page).getAttribute('data-passo')), patience)
    .toBeGreaterThanOrEqual(step);
}

/** Addresses that the page and its worker ask for from now on. */
export function watchRequests(page: Page): string[] {
  const asked: string[] = [];
  page.context().on('request', (request) => asked.push(new URL(request.url()).pathname));
  return asked;
}

/** Runs code in the worker before the worker's own; what it hangs on `self` can be reached later. */
export async function beforeWorker(page: Page, code: string): Promise<void> {
  await page.route(/\/_astro\/worker-[^/]+\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${code};\n${await response.text()}` });
  });
}

/**
 * Code for the worker: after the first report that reaches `step`, a run rests between two steps until the page says
 * something to it, so that no button comes too late. It rests in every run of the worker: undo the route before a reload.
 */
export function restAt(step: number): string {
  return `{
    const { promise: told, resolve: go } = Promise.withResolvers();
    let done = 0;
    let resting = false;
    self.addEventListener('message', ({ data }) => { if (data.type === 'command') go(); });
    const tell = self.postMessage.bind(self);
    self.postMessage = (message, transfer) => {
      done += message.event?.losses?.length ?? 0;
      if (done >= ${step}) resting = true;
      tell(message, transfer);
    };
    const pass = MessagePort.prototype.postMessage;
    MessagePort.prototype.postMessage = function (...all) {
      if (resting) void told.then(() => pass.apply(this, all));
      else pass.apply(this, all);
    };
    const later = self.setTimeout.bind(self);
    self.setTimeout = (act, delay) => later(() => (resting ? void told.then(act) : act()), delay);
  }`;
}

/** Breaches of the content security policy, in the page. */
export async function watchPolicy(page: Page): Promise<() => Promise<unknown>> {
  await page.addInitScript(() => {
    const breaches: string[] = [];
    Object.assign(globalThis, { breaches });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      breaches.push(`${violatedDirective} ${blockedURI}`),
    );
  });
  return () => page.evaluate(() => Reflect.get(globalThis, 'breaches'));
}

/** Steps of the first run that is kept in IndexedDB; 0 if there is none. */
export function checkpointSteps(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('ajuste-fino');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          if (!db.objectStoreNames.contains('checkpoints')) return resolve(0);
          const asking = db.transaction('checkpoints').objectStore('checkpoints').getAll();
          asking.onsuccess = () => {
            db.close();
            resolve(asking.result[0]?.state?.step ?? 0);
          };
        };
      }),
  );
}
