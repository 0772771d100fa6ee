/** `<copiar-codigo>`: a button that copies the code block beside it. Absent without JavaScript, when it could do nothing. */

const SHOWN_MS = 2000;

class CopyCode extends HTMLElement {
  connectedCallback(): void {
    const code = this.closest('figure')?.querySelector('pre');
    if (!code || !navigator.clipboard || this.firstChild) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copiar';
    button.textContent = 'Copiar';
    const said = document.createElement('span');
    said.className = 'oculto';
    said.setAttribute('role', 'status');
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(code.textContent ?? '');
        button.textContent = 'Copiado';
        said.textContent = 'Código copiado';
      } catch {
        // Without permission for the clipboard the reader copies what is selected.
        getSelection()?.selectAllChildren(code);
        button.textContent = 'Selecionado';
        said.textContent = 'O navegador não deixou copiar; o código está selecionado';
      }
      setTimeout(() => {
        button.textContent = 'Copiar';
        said.textContent = '';
      }, SHOWN_MS);
    });
    this.append(button, said);
  }
}

export function defineCopyCode(): void {
  if (!customElements.get('copiar-codigo')) customElements.define('copiar-codigo', CopyCode);
}
