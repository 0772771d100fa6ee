/** Components that MDX uses without importing them: `<Content components={components} />`. */
import './markdown.css';
import { labComponents } from '../../labs/components.ts';
import H2 from '../site/H2.astro';
import H3 from '../site/H3.astro';
import H4 from '../site/H4.astro';
import Aba from './Aba.astro';
import Abas from './Abas.astro';
import Analogia from './Analogia.astro';
import Atencao from './Atencao.astro';
import Cite from './Cite.astro';
import Cobre from './Cobre.astro';
import Codigo from './Codigo.astro';
import Comparacao from './Comparacao.astro';
import Definicao from './Definicao.astro';
import Figura from './Figura.astro';
import Formula from './Formula.astro';
import NaProva from './NaProva.astro';
import Nota from './Nota.astro';
import Passos from './Passos.astro';
import Precisao from './Precisao.astro';
import Resumo from './Resumo.astro';
import Rolavel from './Rolavel.astro';
import type { ComponentName } from './registry.ts';
import Termo from './Termo.astro';
import Verifique from './Verifique.astro';

/** `Codigo` and `Rolavel` are inserted by the Markdown pipeline; authors do not write them. */
export const components = {
  ...labComponents,
  Aba,
  Abas,
  Analogia,
  Atencao,
  Cite,
  Cobre,
  Codigo,
  Comparacao,
  Definicao,
  Figura,
  Formula,
  NaProva,
  Nota,
  Passos,
  Precisao,
  Resumo,
  Rolavel,
  Termo,
  Verifique,
} satisfies Record<ComponentName | 'Codigo' | 'Rolavel', unknown>;

/** The same where every heading links to itself: not in print or in a term's page, whose headings have no address. */
export const componentsWithPermalinks = { ...components, h2: H2, h3: H3, h4: H4 };
