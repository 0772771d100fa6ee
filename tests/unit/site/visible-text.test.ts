import { expect, test } from 'vitest';
import { visibleText } from '../../../scripts/visible-text.ts';

const MODULE = `import { x } from 'uma pasta';
type Kind = 'Um tipo';
const label = 'Treinar o adaptador';
const key = 'nao-e-texto';
if (kind === 'Formula') throw new Error('For developers only');
export const View = () => (
  <p class="duas classes" title="Dica com espaço">
    Passo {step} de {\`\${total} no total\`}.
  </p>
);`;

test('only what a person reads is left', () => {
  const words = visibleText('view.tsx', MODULE)
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '));
  expect(words.filter(Boolean)).toEqual([
    "'Treinar o adaptador'",
    '"Dica com espaço"',
    'Passo de } no total` .',
  ]);
});

test('every text stays at its line and column', () => {
  const text = visibleText('view.tsx', MODULE);
  expect(text).toHaveLength(MODULE.length);
  for (const word of ['Treinar', 'Dica', 'Passo', 'no total'])
    expect(text.indexOf(word)).toBe(MODULE.indexOf(word));
});
