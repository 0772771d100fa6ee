/** Journeys of an exam candidate: practice, mock exam, review, notebook, moving data, two tabs, and storage that fails. */
import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { hugeFile, limitRoom, readsOf, watchReads } from './hostile.ts';
import { SITES } from './sites.ts';

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
const DAY = 86_400_000;

interface Known {
  id: string;
  kind: string;
  statement: string;
  right?: string;
}

const bank: Known[] = JSON.parse(readFileSync(`${SITES.root.folder}/questoes/banco.json`, 'utf8')).questions;

async function open(page: Page, path: string): Promise<void> {
  await page.goto(`/questoes/${path}`);
  await expect(page.locator('.estudo')).toHaveAttribute('data-estado', 'pronto');
}

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page })
      .include('main')
      .withTags(STANDARDS)
      .setLegacyMode()
      .analyze();
    expect(
      violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 140)}`)),
    ).toEqual([]);
  }
  const size = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  if (size) await page.setViewportSize(size);
}

/** Answers the item on view, right or wrong. */
async function answerItem(page: Page, right: boolean): Promise<void> {
  const id = await page.locator('[data-questao]').first().getAttribute('data-questao');
  const key = bank.find((question) => question.id === id)?.right;
  const wanted = (key === 'certo') === right ? 'Certo' : 'Errado';
  await page.getByRole('radio', { name: wanted }).check();
}

const card = (page: Page) => page.locator('.cartao');

/** A mock exam of five right/wrong items, ready to begin. */
async function prepareExam(page: Page): Promise<void> {
  await open(page, 'simulado/');
  await page.getByLabel('Número de questões').selectOption('5');
  for (const kind of ['múltipla escolha', 'numérica'])
    await page.getByRole('checkbox', { name: kind }).uncheck();
}

/** Gives a wrong answer to a known question. */
async function missOne(page: Page): Promise<void> {
  await open(page, 'praticar/?q=lora-b-zero');
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Responder' }).click();
  await expect(card(page)).toContainText('Resposta errada.');
}

test('practice explains every alternative, and the notebook keeps what was missed until it is mended', async ({
  page,
}) => {
  await missOne(page);
  await expect(page.locator('.resultado')).toBeFocused();
  await expect(page.locator('.opcao .comentario')).toHaveCount(4);
  await expect(page.locator('.opcao.certa')).toContainText('✓ Certa.');
  await expect(page.locator('.opcao.errada')).toContainText('(sua resposta)');
  await page.getByText('Anotar').click();
  await page.getByRole('textbox', { name: 'Anotação' }).fill('B começa em zero');
  await page.getByRole('textbox', { name: 'Anotação' }).blur();
  await expectAccessible(page);

  await open(page, 'caderno/');
  await expect(page.getByRole('heading', { name: '1 a resolver' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Anotação' })).toHaveValue('B começa em zero');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Tentar de novo' }).click();
  await page.getByRole('radio').nth(3).check();
  await page.getByRole('button', { name: 'Responder' }).click();
  await expect(card(page)).toContainText('Resposta certa.');
  await page.getByRole('button', { name: 'Voltar ao caderno' }).click();
  await expect(page.getByRole('heading', { name: 'Nenhum erro pendente' })).toBeVisible();
  await expect(page.getByText('Já resolvidas (1)')).toBeVisible();
});

test('the keyboard alone answers a number and goes on', async ({ page }) => {
  await open(page, 'praticar/?q=lora-4096');
  const field = page.getByRole('textbox', { name: 'Sua resposta' });
  await field.focus();
  await page.keyboard.type('mil');
  await expect(card(page)).toContainText('Isto não é um número.');
  await field.press('Control+a');
  await page.keyboard.type('65.536');
  await page.keyboard.press('Enter');
  await expect(page.locator('.resultado')).toBeFocused();
  await expect(page.locator('.resultado')).toContainText('Resposta certa.');
  const next = page.getByRole('button', { name: 'Próxima' });
  for (
    let pressed = 0;
    pressed < 12 && !(await next.evaluate((one) => one === document.activeElement));
    pressed++
  ) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Questão 2 de' })).toBeFocused();
  await page.getByRole('button', { name: 'Pular' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Questão 3 de' })).toBeFocused();
});

test('the focus is never lost: what is asked keeps it, and what is closed gives it back', async ({
  page,
}) => {
  await prepareExam(page);
  await page.getByRole('button', { name: 'Começar' }).press('Enter');
  const question = page.getByRole('heading', { name: 'Questão 1 de 5' });
  await expect(question).toBeFocused();
  await page.getByRole('radio', { name: 'Certo' }).check();
  await page.getByRole('button', { name: 'Deixar em branco' }).press('Enter');
  await expect(question).toBeFocused();

  await page.getByRole('button', { name: 'Entregar', exact: true }).press('Enter');
  await expect(page.getByRole('button', { name: 'Entregar e ver o resultado' })).toBeFocused();
  await page.keyboard.press('Tab');
  const goOn = page.getByRole('button', { name: 'Continuar respondendo' });
  await expect(goOn).toBeFocused();
  // The clock draws the page again each second.
  const timer = page.getByRole('timer');
  for (let seconds = 0; seconds < 2; seconds++)
    await expect(timer).not.toHaveText((await timer.textContent()) ?? '');
  await expect(goOn).toBeFocused();
  await goOn.press('Enter');
  await expect(question).toBeFocused();

  await missOne(page);
  await open(page, 'caderno/');
  await page.getByRole('button', { name: 'Tentar de novo' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Outra tentativa' })).toBeFocused();
  await open(page, 'progresso/');
  await page.getByRole('button', { name: 'Apagar tudo' }).press('Enter');
  await page.getByRole('button', { name: 'Cancelar' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Seus dados' })).toBeFocused();
});

test('an open answer is compared with the model and marked by its rubric', async ({ page }) => {
  await open(page, 'praticar/?q=av-5-qlora-hardware');
  await page.getByRole('textbox', { name: 'Sua resposta' }).fill('A base em 4 bits ocupa menos.');
  await page.getByRole('button', { name: 'Ver a resposta-modelo' }).click();
  await expect(card(page)).toContainText('Resposta-modelo');
  for (const point of (await page.locator('.rubrica input').all()).slice(0, 5)) await point.check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Registrar 5 de 6' }).click();
  await expect(page.locator('.resultado')).toContainText('83% dos pontos da rubrica.');
});

test('the bank narrows by address and by click, and remembers stars', async ({ page }) => {
  await open(page, '?assunto=qlora&tipo=certo-errado');
  const items = bank.filter(({ kind }) => kind === 'certo-errado').length;
  const visible = page.locator('article:visible');
  await expect(page.getByRole('checkbox', { name: 'QLoRA' })).toBeChecked();
  await expect.poll(() => visible.count()).toBeLessThan(items);
  await page.getByRole('checkbox', { name: 'QLoRA' }).uncheck();
  await expect(visible).toHaveCount(items);
  await expect(page).toHaveURL(/\?tipo=certo-errado$/);
  await expect(page.locator('.contagem')).toHaveText(`${items} questões de ${bank.length}`);
  await visible.first().getByRole('button', { name: 'Estrela' }).click();
  await expect(visible.first().getByRole('button', { name: 'Estrela' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.getByRole('checkbox', { name: 'com estrela' }).check();
  await expect(visible).toHaveCount(1);
  await page.reload();
  await expect(visible).toHaveCount(1);
  const clear = page.getByRole('button', { name: 'Limpar os filtros' });
  await clear.press('Enter');
  await expect(visible).toHaveCount(bank.length);
  await expect(clear).toBeDisabled();
  await expect(clear).toBeFocused();
  await page.getByRole('checkbox', { name: 'com estrela' }).check();
  await page.getByRole('link', { name: 'Praticar estas' }).click();
  await expect(page.getByRole('heading', { name: 'Questão 1 de 1' })).toBeVisible();
});

test('the place held for a question that is not laid out is as tall as any question on a phone', async ({
  page,
}) => {
  await page.setViewportSize({ width: 412, height: 823 });
  await open(page, '');
  const { held, tallest } = await page.locator('article').evaluateAll((articles) => {
    const boxes = articles.filter((one) => one instanceof HTMLElement);
    const first = boxes[0];
    const held = first
      ? Number.parseFloat(getComputedStyle(first).containIntrinsicHeight.replace('auto ', ''))
      : 0;
    for (const box of boxes) box.style.contentVisibility = 'visible';
    return { held, tallest: Math.max(...boxes.map((box) => box.offsetHeight)) };
  });
  expect(tallest).toBeGreaterThan(0);
  expect(held).toBeGreaterThanOrEqual(tallest);
});

test('a mock exam survives a closed page, takes points for wrong items, and says what to read', async ({
  page,
}) => {
  await prepareExam(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Começar' }).click();
  await answerItem(page, true);
  await page.getByRole('button', { name: 'Próxima' }).click();
  await expect(page.getByRole('heading', { name: 'Questão 2 de 5' })).toBeFocused();
  await answerItem(page, false);
  await page.getByRole('button', { name: 'Próxima' }).click();
  await answerItem(page, false);
  await page.getByRole('button', { name: 'Rever depois' }).click();
  await expect(page.getByRole('button', { name: 'Questão 3, respondida, para rever' })).toBeVisible();
  await expectAccessible(page);

  await page.reload();
  await page.getByRole('button', { name: 'Continuar aqui' }).click();
  await expect(page.getByRole('heading', { name: 'Questão 3 de 5' })).toBeVisible();
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(1);
  await expect(page.getByRole('timer')).toContainText(/Restam 2\d:/);
  await page.getByRole('button', { name: 'Pausar' }).click();
  await expect(page.getByRole('radio')).toHaveCount(0);
  await page.getByRole('button', { name: 'Pausar' }).click();
  await page.getByRole('button', { name: 'Entregar' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('Faltam 2 questões em branco.');
  await page.getByRole('button', { name: 'Entregar e ver o resultado' }).click();

  await expect(page.getByRole('heading', { name: '−1 de 5 pontos' })).toBeFocused();
  await expect(page.locator('.estudo')).toContainText('1 certa, 2 erradas, 2 em branco');
  await expect(page.locator('.estudo')).toContainText('2 itens errados anularam 2 acertos');
  const rows = page.getByRole('table', { name: 'Resultado por assunto' }).locator('tbody tr');
  const points = await rows.evaluateAll((all) =>
    all.map((row) => Number.parseInt((row.lastElementChild?.textContent ?? '').replace('−', '-'), 10)),
  );
  expect(points.reduce((sum, one) => sum + one, 0)).toBe(-1);
  await expect(page.locator('section ol a').first()).toHaveAttribute('href', /^\/aulas\/19-peft\//);
  await expect(page.locator('details[data-resultado="wrong"]')).toHaveCount(2);
  for (const details of await page.locator('details > summary').all()) await details.click();
  await expectAccessible(page);

  await page.reload();
  await expect(page.getByRole('heading', { name: '−1 de 5 pontos' })).toBeVisible();
  await open(page, 'caderno/');
  await expect(page.getByRole('heading', { name: '2 a resolver' })).toBeVisible();
});

/** Begins an exam of ten minutes; from there on time passes only as told. */
async function beginTenMinutes(page: Page): Promise<void> {
  const opened = new Date(2027, 0, 1);
  await page.clock.install({ time: opened });
  await open(page, 'simulado/');
  await page.clock.pauseAt(opened.getTime() + 3_600_000);
  await page.getByLabel('Tempo').selectOption('10');
  await page.getByRole('button', { name: 'Começar' }).click();
}

test('when the time is over the exam hands itself in', async ({ page }) => {
  await beginTenMinutes(page);
  await page.clock.runFor('09:30');
  await expect(page.getByText('Falta 1 minuto para o fim.')).toBeAttached();
  await page.clock.runFor('00:40');
  await expect(page.getByRole('heading', { name: '0 de 20 pontos' })).toBeVisible();
});

test('the hours that a computer sleeps are not taken from the exam', async ({ page }) => {
  await beginTenMinutes(page);
  await page.clock.runFor('01:00');
  // As when the lid is closed: whatever was due fires once.
  await page.clock.fastForward('03:00:00');
  await page.clock.runFor('00:01');
  await expect(page.getByRole('timer')).toContainText(/Restam [78]:/);
});

test('a missed question comes back the next day, and a clock moved back loses nothing', async ({ page }) => {
  const today = new Date(2027, 2, 10, 12).getTime();
  await page.clock.setFixedTime(today);
  await missOne(page);
  await open(page, 'revisao/');
  await expect(page.getByRole('heading', { name: 'Nada a rever hoje' })).toBeVisible();
  await expect(card(page)).toContainText('A próxima volta em 11 de março de 2027.');
  await expectAccessible(page);

  await page.clock.setFixedTime(today - 400 * DAY);
  await open(page, 'progresso/');
  await expect(page.locator('.numeros')).toContainText(`1 de ${bank.length}`);
  await open(page, 'praticar/?q=lora-4096');
  await page.getByRole('textbox', { name: 'Sua resposta' }).fill('1');
  await page.getByRole('button', { name: 'Responder' }).click();
  await expect(card(page)).toContainText('Resposta errada.');

  await page.clock.setFixedTime(today + DAY);
  await open(page, 'revisao/');
  await expect(page.getByRole('heading', { name: '2 questões para hoje' })).toBeVisible();
  await page.getByRole('button', { name: 'Rever agora' }).click();
  const ids = ['lora-b-zero', 'lora-4096'];
  for (const _ of ids) {
    const id = await card(page).getAttribute('data-questao');
    if (id === 'lora-b-zero') await page.getByRole('radio').nth(3).check();
    else await page.getByRole('textbox', { name: 'Sua resposta' }).fill('65536');
    await page.getByRole('button', { name: 'Responder' }).click();
    await expect(card(page)).toContainText('Resposta certa.');
    await page.getByRole('radio', { name: 'Foi fácil' }).check();
    await expect(card(page)).toContainText(/Volta em \d\d\/\d\d\/2027\./);
    await page.getByRole('button', { name: /Próxima|Terminar a revisão/ }).click();
  }
  await expect(page.getByRole('heading', { name: 'Nada a rever hoje' })).toBeVisible();
});

test('study data leave as a file, are erased, and come back; a forged file is refused', async ({ page }) => {
  await missOne(page);
  await open(page, 'progresso/');
  await expectAccessible(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Exportar' }).click(),
  ]);
  const file = await download.path();
  await page.getByRole('button', { name: 'Apagar tudo' }).click();
  await expect(page.getByRole('button', { name: 'Cancelar' })).toBeFocused();
  await page.getByRole('button', { name: 'Apagar mesmo assim' }).click();
  await expect(page.locator('.numeros')).toContainText(`0 de ${bank.length}`);

  const choose = page.getByLabel('Importar');
  const text = readFileSync(file, 'utf8');
  await choose.setInputFiles({
    name: 'a.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text.slice(0, 200)),
  });
  await expect(page.getByRole('alert').last()).toContainText('O arquivo está incompleto ou não é JSON.');
  const forged = JSON.stringify({
    ...JSON.parse(text),
    events: [{ kind: 'answer', question: '<img src=x>' }],
  });
  await choose.setInputFiles({ name: 'b.json', mimeType: 'application/json', buffer: Buffer.from(forged) });
  await expect(page.locator('.dados')).toContainText(
    'Importado: 0 registros novos, 1 ilegível ficou de fora.',
  );
  await choose.setInputFiles(file);
  await expect(page.locator('.dados')).toContainText('Importado: 1 registro novo.');
  await expect(page.locator('.numeros')).toContainText(`1 de ${bank.length}`);
  await choose.setInputFiles(file);
  await expect(page.locator('.dados')).toContainText('Importado: 0 registros novos, 1 já estava aqui.');
});

test('a note that was written in another tab stays when this one is left', async ({ context }) => {
  const [one, other] = [await context.newPage(), await context.newPage()];
  await missOne(one);
  for (const page of [one, other]) await open(page, 'caderno/');
  const note = (page: Page) => page.getByRole('textbox', { name: 'Anotação' });
  await other.getByText('Anotar').click();
  await note(other).fill('B começa em zero');
  await note(other).blur();
  await expect(note(one)).toHaveValue('B começa em zero');
  await one.goto('/glossario/');
  await other.reload();
  await expect(note(other)).toHaveValue('B começa em zero');
});

test('the address of a printed exam is that of the exam on view, from the start', async ({ page }) => {
  await open(page, 'prova/');
  const title = page.getByRole('heading', { name: /^Prova nº \d+$/ });
  const shown = (await title.textContent()) ?? '';
  await page.reload();
  await expect(title).toHaveText(shown);
  await expect(page).toHaveURL(/\?numero=20&versao=\d+$/);
});

test('two tabs see each other, and an exam runs in one of them only', async ({ context }) => {
  const [one, other] = [await context.newPage(), await context.newPage()];
  await open(one, '');
  await open(other, '');
  const star = (page: Page) => page.locator('#lora-b-zero').getByRole('button', { name: 'Estrela' });
  await star(one).click();
  await expect(star(other)).toHaveAttribute('aria-pressed', 'true');
  await star(other).click();
  await expect(star(one)).toHaveAttribute('aria-pressed', 'false');

  await open(one, 'simulado/');
  await one.getByRole('button', { name: 'Começar' }).click();
  await expect(one.getByRole('timer')).toBeVisible();
  await open(other, 'simulado/');
  await other.getByRole('button', { name: 'Continuar aqui' }).click();
  await expect(other.getByRole('timer')).toBeVisible();
  // The tab that lost the exam learns it when it next keeps its clock.
  await expect(one.getByRole('heading', { name: 'Há um simulado em andamento' })).toBeVisible({
    timeout: 120_000,
  });
  await expectAccessible(one);
});

test('without storage everything works until the page is closed, and the page says so', async ({ page }) => {
  await page.addInitScript(() => {
    const denied = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    IDBFactory.prototype.open = denied;
    Object.defineProperty(window, 'localStorage', { get: denied });
  });
  await missOne(page);
  await expect(page.getByRole('alert').first()).toContainText('não deixa o site guardar dados');
  await expectAccessible(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Exportar o que está na página' }).click(),
  ]);
  expect(JSON.parse(readFileSync(await download.path(), 'utf8')).events).toMatchObject([
    { kind: 'answer', question: 'lora-b-zero', score: 0 },
  ]);
});

const expectAnswered = (page: Page, count: number) =>
  expect(page.locator('.numeros')).toContainText(`${count} de ${bank.length}`);

/** Clicks in the page itself, in the same task as whatever follows. */
function clickAnd(button: Locator, leave: 'link' | 'reload' | 'stay'): Promise<void> {
  return button.evaluate((one, leave) => {
    if (one instanceof HTMLElement) one.click();
    if (leave === 'link') location.assign('/glossario/');
    if (leave === 'reload') location.reload();
  }, leave);
}

/** Answers a number in the page and, before the browser does anything else, does what is told. */
async function answerAndLeave(page: Page, leave: 'link' | 'reload' | 'close'): Promise<void> {
  await page.getByRole('textbox', { name: 'Sua resposta' }).fill('1');
  const button = page.getByRole('button', { name: 'Responder' });
  if (leave === 'close') {
    await clickAnd(button, 'stay');
    await page.close();
  } else await Promise.all([page.waitForEvent('load'), clickAnd(button, leave)]);
}

const NUMBERS = bank.filter(({ kind }) => kind === 'numerica').map(({ id }) => id);

for (const leave of ['link', 'reload', 'close'] as const) {
  test(`answers given in the instant of leaving (${leave}) are all there afterwards, from several tabs too`, async ({
    context,
  }) => {
    const ids = NUMBERS.slice(0, 9);
    expect(ids).toHaveLength(9);
    while (ids.length > 0) {
      const tabs = ids.splice(0, 3).map(async (id) => {
        const page = await context.newPage();
        await open(page, `praticar/?q=${id}`);
        return page;
      });
      const pages = await Promise.all(tabs);
      await Promise.all(pages.map((page) => answerAndLeave(page, leave)));
      if (leave !== 'close') await Promise.all(pages.map((page) => page.close()));
    }
    const page = await context.newPage();
    await open(page, 'progresso/');
    await expectAnswered(page, 9);
    await page.reload();
    await expectAnswered(page, 9);
    await expect(page.locator('.dados')).toContainText(/: 9 registros\./);
  });
}

test('an exam that is left in the instant of an answer, or of its first question, has it', async ({
  context,
}) => {
  const first = await context.newPage();
  await prepareExam(first);
  await clickAnd(first.getByRole('button', { name: 'Começar' }), 'reload');
  await first.getByRole('button', { name: 'Continuar aqui' }).click();
  for (let place = 1; place <= 3; place++) {
    await expect(first.getByRole('heading', { name: `Questão ${place} de 5` })).toBeVisible();
    await clickAnd(first.getByRole('radio', { name: 'Certo' }), 'reload');
    await first.getByRole('button', { name: 'Continuar aqui' }).click();
    await expect(first.getByRole('radio', { name: 'Certo' })).toBeChecked();
    await first.getByRole('button', { name: 'Próxima' }).click();
  }
  await expect(first.getByRole('button', { name: /respondida/ })).toHaveCount(3);
});

test('while storage is full an answer waits beside it, which is told, and is written when there is room', async ({
  page,
}) => {
  const room = await limitRoom(page);
  const notice = page.getByText('As últimas respostas estão num lugar provisório.');
  await missOne(page);
  await room.fill();
  await open(page, 'praticar/?q=lora-4096');
  await page.getByRole('textbox', { name: 'Sua resposta' }).fill('1');
  await page.getByRole('button', { name: 'Responder' }).click();
  await expect(notice).toBeVisible();
  await expectAccessible(page);
  await open(page, 'progresso/');
  await expectAnswered(page, 2);
  await expect(notice).toBeVisible();
  await room.free();
  await page.getByRole('button', { name: 'Tentar guardar de novo' }).click();
  await expect(notice).toHaveCount(0);
  await page.reload();
  await expectAnswered(page, 2);
  await expect(notice).toHaveCount(0);
});

test('when nothing more can be kept the answer stays in the page and is written later; what was kept stays', async ({
  page,
}) => {
  const room = await limitRoom(page);
  await missOne(page);
  await room.fillAll();
  await open(page, 'praticar/?q=lora-4096');
  await page.getByRole('textbox', { name: 'Sua resposta' }).fill('1');
  await page.getByRole('button', { name: 'Responder' }).click();
  await expect(page.getByRole('alert').first()).toContainText(
    'Não foi possível guardar as últimas respostas.',
  );
  await expectAccessible(page);

  // Lost with the page, as it was told; the earlier answer is not.
  await open(page, 'progresso/');
  await expectAnswered(page, 1);
  await missOne(page);
  await expect(page.getByText('Não foi possível guardar')).toBeVisible();
  await room.free();
  await page.getByRole('button', { name: 'Tentar guardar de novo' }).click();
  await expect(page.getByText('Não foi possível guardar')).toHaveCount(0);
  await open(page, 'progresso/');
  await expectAnswered(page, 1);
});

/** Hands the exam in and waits for its mark. */
async function handIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Entregar', exact: true }).click();
  await page.getByRole('button', { name: 'Entregar e ver o resultado' }).click();
  await expect(page.getByRole('heading', { name: '1 de 5 pontos' })).toBeVisible();
}

test('an exam handed in while storage is full is over: its result outlives the page and is written once', async ({
  page,
}) => {
  const room = await limitRoom(page);
  const notice = page.getByText('As últimas respostas estão num lugar provisório.');
  await prepareExam(page);
  await page.getByRole('button', { name: 'Começar' }).click();
  await answerItem(page, true);
  await room.fill();
  await handIn(page);
  await expect(notice).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: '1 de 5 pontos' })).toBeVisible();
  await open(page, 'simulado/');
  await expect(page.getByRole('button', { name: 'Começar' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Simulados feitos' }).locator('tbody tr')).toHaveCount(1);
  await room.free();
  await page.reload();
  await expect(page.getByRole('table', { name: 'Simulados feitos' }).locator('tbody tr')).toHaveCount(1);
  await expect(notice).toHaveCount(0);
  await open(page, 'progresso/');
  await expect(page.locator('.dados')).toContainText(/: 2 registros\./);
});

test('an exam that cannot be kept says so, and once kept again survives its result not being written', async ({
  page,
}) => {
  const room = await limitRoom(page);
  await prepareExam(page);
  await room.fillAll();
  await page.getByRole('button', { name: 'Começar' }).click();
  const notice = page.getByText('O simulado não está sendo guardado.');
  await expect(notice).toBeVisible();
  await expectAccessible(page);
  await room.free();
  await answerItem(page, true);
  await expect(notice).toHaveCount(0);

  await room.fillAll();
  await handIn(page);
  await expect(page.getByText('Não foi possível guardar')).toBeVisible();
  await open(page, 'simulado/');
  await room.free();
  await page.getByRole('button', { name: 'Continuar aqui' }).click();
  await handIn(page);
  await page.reload();
  await expect(page.getByRole('heading', { name: '1 de 5 pontos' })).toBeVisible();
  await open(page, 'simulado/');
  await expect(page.getByRole('button', { name: 'Começar' })).toBeVisible();
});

test('study data of 100 MB are refused by their size, unread, and nothing changes', async ({
  page,
}, info) => {
  await watchReads(page);
  await missOne(page);
  await open(page, 'progresso/');
  await page.getByLabel('Importar').setInputFiles(await hugeFile(info.outputPath('estudo.json')));
  await expect(page.getByRole('alert').last()).toContainText('O arquivo tem 100 MB, e o limite é 16 MB.');
  expect(await readsOf(page)).toEqual([]);
  await expect(page.locator('.numeros')).toContainText(`1 de ${bank.length}`);
  await expectAccessible(page);
});

test('two tabs that answer at once keep both answers; one that heard nothing sees them when it is looked at', async ({
  context,
}) => {
  const [one, other, deaf] = [await context.newPage(), await context.newPage(), await context.newPage()];
  await deaf.addInitScript(() => Reflect.deleteProperty(globalThis, 'BroadcastChannel'));
  await open(deaf, 'progresso/');
  await open(one, 'praticar/?q=lora-b-zero');
  await open(other, 'praticar/?q=lora-4096');
  await one.getByRole('radio').first().check();
  await other.getByRole('textbox', { name: 'Sua resposta' }).fill('1');
  await Promise.all([one, other].map((page) => page.getByRole('button', { name: 'Responder' }).click()));
  for (const page of [one, other]) await expect(card(page)).toContainText('Resposta errada.');
  await open(one, 'progresso/');
  await expect(one.locator('.numeros')).toContainText(`2 de ${bank.length}`);

  await expect(deaf.locator('.numeros')).toContainText(`0 de ${bank.length}`);
  await deaf.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(deaf.locator('.numeros')).toContainText(`2 de ${bank.length}`);
});

test('an exam paused while the bank changes tells what was rewritten or removed, and why', async ({
  page,
}) => {
  await prepareExam(page);
  await page.getByRole('button', { name: 'Começar' }).click();
  const asked: string[] = [];
  for (const right of [true, false, true]) {
    asked.push((await page.locator('[data-questao]').getAttribute('data-questao')) ?? '');
    await answerItem(page, right);
    await page.getByRole('button', { name: 'Próxima' }).click();
  }
  const [removed, rewritten, same] = asked;
  await page.route('**/questoes/banco.json', async (route) => {
    const response = await route.fetch();
    const json: { questions: { id: string; hash: string }[] } = await response.json();
    const questions = json.questions
      .filter(({ id }) => id !== removed)
      .map((one) => (one.id === rewritten ? { ...one, hash: '000000000000' } : one));
    await route.fulfill({ response, json: { ...json, questions } });
  });
  await page.reload();
  const notice = page.getByText('O banco de questões mudou desde que este simulado começou.').locator('..');
  for (const sentence of [
    '1 questão foi reescrita e está aqui com o texto novo.',
    'A sua resposta era ao texto antigo: a questão voltou a ficar em branco.',
    '1 questão saiu do banco e foi retirada do simulado, porque não há mais gabarito para ela.',
  ])
    await expect(notice).toContainText(sentence);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Continuar aqui' }).click();
  await expect(notice).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Questão 3 de 4' })).toBeVisible();
  await page.getByRole('button', { name: 'Anterior' }).click();
  await expect(page.locator(`[data-questao="${same}"]`).getByRole('radio', { checked: true })).toHaveCount(1);
  await page.getByRole('button', { name: 'Anterior' }).click();
  await expect(page.locator(`[data-questao="${rewritten}"]`).getByRole('radio')).toHaveCount(2);
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  await expectAccessible(page);
});

test('a printed exam has its key on another sheet, and the same address gives the same exam', async ({
  page,
}) => {
  await open(page, 'prova/?numero=10&versao=42&assunto=lora,qlora');
  const ids = () =>
    page.locator('.questao-papel').evaluateAll((all) => all.map((one) => one.getAttribute('data-questao')));
  await expect(page.locator('.questao-papel')).toHaveCount(10);
  const first = await ids();
  await page.reload();
  await expect(page.locator('.questao-papel')).toHaveCount(10);
  expect(await ids()).toEqual(first);
  await page.getByRole('checkbox', { name: 'Comentários no gabarito' }).check();
  await expectAccessible(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'Imprimir' })).toBeHidden();
  await expect(page.locator('.nav-estudo')).toBeHidden();
  expect(await page.locator('.gabarito').evaluate((key) => getComputedStyle(key).breakBefore)).toBe('page');
  await expect(page.getByRole('heading', { name: 'Prova nº 42', exact: true })).toBeVisible();
});

test('without JavaScript the study pages lead to the bank, which is whole', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: SITES.root.origin });
  const page = await context.newPage();
  await page.goto('/questoes/praticar/');
  await page.getByRole('link', { name: 'banco de questões' }).click();
  await page.waitForLoadState();
  await expect(page.locator('article')).toHaveCount(bank.length);
  await expect(page.getByRole('button', { name: 'Estrela' })).toHaveCount(0);
  await page.locator('#lora-b-zero summary').click();
  await expect(page.locator('#lora-b-zero .resposta')).toBeVisible();
  await context.close();
});

test('the study pages work under a sub-path', async ({ page }) => {
  await page.goto(`${SITES.subPath.origin}${SITES.subPath.base}questoes/praticar/?q=lora-b-zero`);
  await expect(page.getByRole('radio')).toHaveCount(4);
});
