/**
 * Makes the site's typefaces from the packages: only the characters and weights that Portuguese pages use.
 * The results are kept in `src/styles/fonts/`; run again after changing what is below: node scripts/subset-fonts.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import subsetFont from 'subset-font';

const PACKAGES = 'node_modules/@fontsource-variable';
const OUTPUT = 'src/styles/fonts';

function range(from: number, to: number): string {
  return String.fromCharCode(...Array.from({ length: to - from + 1 }, (_, index) => from + index));
}

const SIGNS = '–—‘’‚“”„•…′″‹›€™−→←↑↓×÷≈≤≥⁄⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉';
const LATIN = range(0x20, 0x7e) + range(0xa0, 0xff) + SIGNS;
const GREEK = 'ΔΣΩαβγδεζηθλμνπρστφχψω';

const FACES = [
  {
    file: 'literata',
    source: 'literata/files/literata-latin-wght-normal',
    text: LATIN,
    weight: { min: 400, max: 650 },
  },
  { file: 'literata-italica', source: 'literata/files/literata-latin-wght-italic', text: LATIN, weight: 400 },
  {
    file: 'literata-grega',
    source: 'literata/files/literata-greek-wght-normal',
    text: GREEK,
    weight: { min: 400, max: 650 },
  },
  {
    file: 'instrument-sans',
    source: 'instrument-sans/files/instrument-sans-latin-wght-normal',
    text: LATIN,
    weight: { min: 400, max: 600 },
  },
] as const;

for (const { file, source, text, weight } of FACES) {
  const font = readFileSync(`${PACKAGES}/${source}.woff2`);
  const subset = await subsetFont(font, text, { targetFormat: 'woff2', variationAxes: { wght: weight } });
  writeFileSync(`${OUTPUT}/${file}.woff2`, subset);
  console.log(`${file}: ${font.length} → ${subset.length} bytes`);
}
