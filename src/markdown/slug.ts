/** Ids made from Portuguese text. */

const GREEK: Record<string, string> = {
  α: 'alfa',
  β: 'beta',
  γ: 'gama',
  δ: 'delta',
  ε: 'epsilon',
  θ: 'theta',
  λ: 'lambda',
  μ: 'mu',
  π: 'pi',
  σ: 'sigma',
  φ: 'fi',
  ω: 'omega',
};

/** "O que é o posto?" -> `o-que-e-o-posto`; "ΔW = BA" -> `deltaw-ba`; "W₀" -> `w0`. */
export function slugify(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[α-ω]/g, (letter) => GREEK[letter] ?? '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
