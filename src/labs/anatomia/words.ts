/** Sentences about what a method does to a part. */
import { formatInteger as n } from '../../charts/format.ts';
import type { Addition, Entry, Plan } from './additions.ts';
import { type Part, parametersOf, shapeText } from './parts.ts';
import type { MethodId } from './state-table.ts';

/** Where each method enters, in a sentence or two. */
export const METHOD_NOTES: Readonly<Record<MethodId, string>> = {
  nenhum: 'Sem método, nada treina: o modelo fica como o pré-treinamento o deixou.',
  completo: 'Cada peso do modelo recebe atualização. Não há peças novas e nada fica congelado.',
  lora: 'Em paralelo a cada matriz escolhida entram duas matrizes finas. A saída passa de Wx a Wx + (α/r)·B(Ax), com W congelada.',
  qlora:
    'As sete matrizes ficam congeladas em 4 bits (NF4) e são desquantizadas na hora da conta. O que treina é o LoRA, em paralelo às escolhidas.',
  dora: 'Como o LoRA, e mais um vetor por matriz, que regula o tamanho de cada linha do peso. Treinam A, B e esse vetor.',
  prefixo:
    'Em todos os blocos, chaves e valores treináveis entram na atenção antes dos do texto. As matrizes ficam congeladas.',
  prompt: 'Vetores treináveis entram antes dos tokens, só na entrada do modelo. Nenhum bloco muda.',
  adaptador:
    'Depois da atenção e depois da rede feed-forward, antes de cada soma, entra em série uma mini-rede: reduz, passa por GELU, restaura e soma à entrada dela.',
  ia3: 'Três vetores por bloco multiplicam, número a número, as chaves, os valores e a entrada da descida. Começam em 1.',
};

/** Written on the new piece in the drawing. */
export const ENTRY_LABELS: Readonly<Record<Exclude<Entry, 'pesos'>, string>> = {
  paralelo: 'BA',
  escala: '⊙',
  serie: 'gargalo',
  chaves: 'prefixo',
  entrada: 'prompt',
};

const ENTRY_SENTENCES: Readonly<Record<Entry, string>> = {
  paralelo: 'Em paralelo à matriz entram',
  escala: 'A saída é multiplicada, número a número, por',
  serie: 'Depois desta matriz, antes da soma, entra em série um gargalo:',
  chaves: 'Antes das chaves e dos valores do texto entram, em cada bloco, os do prefixo:',
  entrada: 'Antes dos vetores dos tokens entra o prompt suave:',
  pesos: 'Aqui o que treina é a própria peça:',
};

/** What enters at a part, in a sentence that its tensors complete. */
export function entrySentence({ part, entry }: Addition): string {
  return entry === 'escala' && part === 'descida'
    ? 'A entrada da matriz é multiplicada, número a número, por'
    : ENTRY_SENTENCES[entry];
}

/** `frozen`: weights that do not change. `trained`: weights that do. `none`: no weights. */
export type Condition = 'frozen' | 'trained' | 'none';

/** Whether a part's own weights train. What is added to it always does. */
export function conditionOf(part: Part, plan: Plan): Condition {
  if (part.shape === undefined) return 'none';
  return plan.additions.get(part.id)?.entry === 'pesos' ? 'trained' : 'frozen';
}

/** The state of a part in words, as the table and the drawing's labels have it. */
export function conditionText(part: Part, plan: Plan): string {
  const addition = plan.additions.get(part.id);
  const own = {
    frozen: plan.quantised.has(part.id) ? 'congelada, em 4 bits' : 'congelada',
    trained: 'treina',
    none: 'sem parâmetros próprios',
  }[conditionOf(part, plan)];
  return addition && addition.entry !== 'pesos'
    ? `${own}; com ${n(addition.parameters)} treináveis ${ADDED[addition.entry]}`
    : own;
}

const ADDED: Readonly<Record<Exclude<Entry, 'pesos'>, string>> = {
  paralelo: 'em paralelo',
  escala: 'em um vetor que a multiplica',
  serie: 'em série',
  chaves: 'em chaves e valores a mais',
  entrada: 'em vetores antes do texto',
};

/** What a screen reader hears at a part of the drawing. */
export function partLabel(part: Part, plan: Plan): string {
  const size = part.shape
    ? `, ${part.shape.map(n).join(' por ')}, ${n(parametersOf(part))} parâmetros${part.inBlock ? ' por bloco' : ''}`
    : '';
  return `${part.name}${size}, ${conditionText(part, plan)}`;
}

/** The last piece of a tensor's name: what tells it apart from its neighbours. */
function shortName(name: string): string {
  const pieces = name.replace(/\.weight$/, '').split('.');
  const last = pieces.at(-1) ?? name;
  return last === 'bias' ? `${pieces.at(-2)}.bias` : last;
}

export function tensorText({ name, shape }: Addition['tensors'][number]): string {
  return `${shortName(name)}, ${shapeText(shape)}`;
}
