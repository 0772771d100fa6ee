/** Registers the service worker, and tells the reader when another version of the site is ready. */
import { href } from '../components/site/paths.ts';
import type { ToPage, ToWorker } from '../offline/messages.ts';

const NO_ROOM: ToPage = 'sem-espaco';
/** How often a page that stays open asks for a new version. */
const ASK_AGAIN_MS = 60 * 60 * 1000;

function tellWorker(worker: ServiceWorker, message: ToWorker): void {
  worker.postMessage(message);
}

/** A bar at the foot of the window; it takes no focus, and a screen reader hears it once. */
function offer(text: string, action: string, act: () => void): void {
  document.querySelector('[data-aviso-versao]')?.remove();
  const bar = document.createElement('div');
  bar.className = 'aviso-versao';
  bar.dataset['avisoVersao'] = '';
  bar.setAttribute('role', 'status');
  const message = document.createElement('p');
  message.textContent = text;
  const [accept, dismiss] = [action, 'Depois'].map((label) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'botao';
    button.textContent = label;
    return button;
  });
  accept?.addEventListener('click', act);
  dismiss?.addEventListener('click', () => bar.remove());
  bar.append(message, ...[accept, dismiss].filter((button) => button !== undefined));
  document.body.append(bar);
}

function offerUpdate(waiting: ServiceWorker): void {
  offer('Há uma versão nova do site.', 'Atualizar', () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    tellWorker(waiting, 'assumir');
  });
}

/** Once a visit: the browser tries again at each page. */
function tellNoRoom(isUpdate: boolean): void {
  if (sessionStorage.getItem(NO_ROOM)) return;
  sessionStorage.setItem(NO_ROOM, 'avisado');
  const text = isUpdate
    ? 'Há uma versão nova do site, mas falta espaço neste aparelho para guardá-la. Esta continua inteira.'
    : 'Falta espaço neste aparelho para guardar o site. Com rede tudo funciona; para ler sem ela, libere espaço.';
  offer(text, 'Tentar de novo', () => {
    sessionStorage.removeItem(NO_ROOM);
    location.reload();
  });
}

function watch(registration: ServiceWorkerRegistration): void {
  const tell = (): void => {
    if (registration.waiting && navigator.serviceWorker.controller) offerUpdate(registration.waiting);
  };
  tell();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', tell);
  });
  // Who presses a key or the pointer is about to want something: a search, a page, a training.
  for (const sign of ['keydown', 'pointerdown'])
    addEventListener(sign, () => registration.installing && tellWorker(registration.installing, 'dar-vez'), {
      capture: true,
      passive: true,
    });
  setInterval(() => void registration.update().catch(() => {}), ASK_AGAIN_MS);
}

/**
 * Keeps the reading part for reading without a network: a download that is not made where the reader saves data.
 * Another tab that accepts a new version leaves this page's own scripts behind: this one then asks to be reloaded.
 */
export async function keepOffline(): Promise<void> {
  const { serviceWorker } = navigator;
  const savesData = 'connection' in navigator && isSaving(navigator.connection);
  if (!serviceWorker || savesData) return;
  // The first worker of all takes over what the network brought: the same version.
  let controlled = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => {
    if (controlled) offer('O site foi atualizado em outra aba.', 'Recarregar', () => location.reload());
    controlled = true;
  });
  serviceWorker.addEventListener('message', ({ data }) => {
    if (data === NO_ROOM) tellNoRoom(serviceWorker.controller !== null);
  });
  try {
    watch(await serviceWorker.register(href('/sw.js'), { scope: href('/'), updateViaCache: 'none' }));
  } catch {
    // Not allowed here (private window, blocked storage), or the host changed in between: the site works online.
  }
}

function isSaving(connection: unknown): boolean {
  return (
    typeof connection === 'object' &&
    connection !== null &&
    'saveData' in connection &&
    connection.saveData === true
  );
}
