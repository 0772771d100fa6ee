/** MathJax's errors in Portuguese, each with what to write instead. */
import { nearest } from '../content/nearest.ts';
import type { TexError } from './maths.ts';

export interface TexExplanation {
  cause: string;
  mend: string;
  /** Where in the TeX, counted in characters from its start. */
  offset: number;
}

/** Commands that authors meet most, to suggest one when a name is mistyped. */
const COMMANDS =
  `alpha approx arg argmin bar begin beta big Big bigl bigr binom boxed cap cdot cdots cos cup dagger ddot
delta Delta det dim dot dots ell end epsilon equiv eta exists exp forall frac gamma Gamma geq gg ge hat iff in infty int
kappa lambda Lambda langle lceil ldots left leq lfloor lim ll ln log lor lVert mapsto mathbb mathbf mathcal mathit mathrm
mathsf max mid min mu nabla neg neq not nu odot omega Omega operatorname oplus otimes overbrace overline overset parallel
partial perp phi Phi pi Pi pm pmod prime prod propto psi Psi qquad quad rangle rceil rfloor rho right rightarrow rVert
sigma Sigma sim simeq sin sqrt stackrel subset subseteq sum tan tau text textbf textit tfrac theta Theta tilde times to
top underbrace underline underset varepsilon varphi vdots vec wedge widehat widetilde xi zeta`.split(/\s+/);

type Explain = (command: string) => Omit<TexExplanation, 'offset'>;

const EXPLANATIONS: Record<string, Explain> = {
  UndefinedControlSequence: (command) => ({
    cause: `o comando ${command} não existe em TeX`,
    mend: nearest(command.slice(1), COMMANDS, (name) => `\\${name}`) || 'Confira o nome do comando.',
  }),
  MissingArgFor: (command) => ({
    cause: `falta um argumento de ${command}`,
    mend: `Escreva os argumentos entre chaves, como em ${command}{…}.`,
  }),
  MissingScript: () => ({
    cause: 'há um ^ ou _ sem o que elevar ou rebaixar',
    mend: 'Escreva o expoente ou o índice entre chaves, como em x^{2} ou x_{i}.',
  }),
  ExtraOpenMissingClose: () => ({
    cause: 'uma chave { não foi fechada',
    mend: 'Feche-a com }. Para uma chave impressa, escreva \\{.',
  }),
  ExtraCloseMissingOpen: () => ({
    cause: 'uma chave } fecha sem ter aberto',
    mend: 'Abra-a com { ou apague-a. Para uma chave impressa, escreva \\}.',
  }),
  MissingCloseBrace: () => ({ cause: 'uma chave { não foi fechada', mend: 'Feche-a com }.' }),
  EnvMissingEnd: (command) => ({ cause: `falta ${command}`, mend: `Feche o ambiente com ${command}.` }),
  UnknownEnv: (name) => ({
    cause: `o ambiente ${name} não existe`,
    mend: 'Use um destes: matrix, pmatrix, bmatrix, vmatrix, cases, aligned, array.',
  }),
  ExtraLeftMissingRight: () => ({
    cause: 'há um \\left sem o \\right correspondente',
    mend: 'Escreva \\right) ou, se nada fecha, \\right. com um ponto.',
  }),
  MissingLeftExtraRight: () => ({
    cause: 'há um \\right sem o \\left correspondente',
    mend: 'Escreva \\left( antes ou apague o \\right.',
  }),
  DoubleSubscripts: () => ({
    cause: 'há dois índices seguidos na mesma letra',
    mend: 'Agrupe com chaves: a_{b_c} ou {a_b}_c.',
  }),
  DoubleExponent: () => ({
    cause: 'há dois expoentes seguidos na mesma letra',
    mend: 'Agrupe com chaves: a^{b^c} ou {a^b}^c.',
  }),
  Misplaced: () => ({
    cause: 'há um & fora de matriz ou alinhamento',
    mend: 'Ponha a fórmula em um ambiente como aligned ou pmatrix, ou escreva \\& para o sinal.',
  }),
};

/** What is wrong with the TeX, where, and how to mend it. */
export function explainTexError(error: TexError, tex: string): TexExplanation {
  const named = /(\\end\{\w+\}|\\\S+|'[^']+')/.exec(error.message)?.[1] ?? '';
  const explain = EXPLANATIONS[error.id];
  const offset = Math.max(0, named.startsWith('\\') ? tex.indexOf(named) : tex.indexOf(named.slice(1, -1)));
  if (!explain) return { cause: error.message, mend: 'Confira a fórmula.', offset };
  return { ...explain(named.replace(/^'(.*)'$/, '“$1”')), offset };
}
