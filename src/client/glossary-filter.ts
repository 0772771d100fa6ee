function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Narrows the glossary page while the reader types; accents and case do not matter. */
export function enableGlossaryFilter(): void {
  const input = document.querySelector<HTMLInputElement>('[data-filtro-glossario]');
  const status = document.querySelector('[data-contagem]');
  const empty = document.querySelector<HTMLElement>('[data-vazio]');
  const groups = [...document.querySelectorAll<HTMLElement>('[data-grupo]')].map((element) => ({
    element,
    terms: [...element.querySelectorAll<HTMLElement>('[data-termo]')].map((term) => ({
      element: term,
      text: plain(`${term.textContent} ${term.dataset['termo']}`),
    })),
  }));

  input?.addEventListener('input', () => {
    const wanted = plain(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const group of groups) {
      let inGroup = 0;
      for (const term of group.terms) {
        const matches = wanted.every((word) => term.text.includes(word));
        term.element.hidden = !matches;
        if (matches) inGroup++;
      }
      group.element.hidden = inGroup === 0;
      shown += inGroup;
    }
    if (empty) empty.hidden = shown > 0;
    if (status) status.textContent = shown === 1 ? '1 termo' : `${shown} termos`;
  });
}
