/** The labs that sections may embed. Pages and content know a lab only by its tag. */

export interface Lab {
  /** Id used in front matter (`laboratorios`) and in addresses. */
  id: string;
  /** MDX tag, without angle brackets. */
  tag: string;
  titulo: string;
  /** What the reader will do there, in one sentence. */
  resumo: string;
}

export const labs = [
  {
    id: 'treinar',
    tag: 'LaboratorioTreinar',
    titulo: 'Treine um adaptador',
    resumo:
      'Escolher um método, treinar um adaptador de verdade no navegador e ver a perda cair e as respostas mudarem.',
  },
  {
    id: 'comparar',
    tag: 'LaboratorioComparar',
    titulo: 'Prefix, Prompt ou Adapter?',
    resumo:
      'Treinar métodos diferentes com o mesmo número de parâmetros e a mesma semente, e ver que diferenças passam do ruído.',
  },
  {
    id: 'lora',
    tag: 'LaboratorioLoRA',
    titulo: 'LoRA: a camada transparente',
    resumo:
      'Desenhar ou escolher uma mudança de pesos e ver A e B se aproximarem dela, até onde o posto deixa.',
  },
  {
    id: 'nf4',
    tag: 'LaboratorioNF4',
    titulo: 'NF4: quatro bits por peso',
    resumo: 'Quantizar pesos de verdade, ver em que nível cada um cai e medir o que o modelo inteiro perde.',
  },
  {
    id: 'anatomia',
    tag: 'LaboratorioAnatomia',
    titulo: 'Anatomia do Transformer',
    resumo: 'Percorrer as camadas do modelo base, com as formas de cada matriz e os lugares dos adaptadores.',
  },
  {
    id: 'memoria',
    tag: 'LaboratorioMemoria',
    titulo: 'Quanto de memória?',
    resumo: 'Montar uma configuração de treino e ver quanta memória cada parte ocupa.',
  },
  {
    id: 'vies',
    tag: 'LaboratorioVies',
    titulo: 'Viés: o recrutador automático',
    resumo: 'Treinar com rótulos enviesados, medir a disparidade entre grupos e testar formas de reduzi-la.',
  },
] as const satisfies readonly Lab[];

export type LabId = (typeof labs)[number]['id'];
export type LabTag = (typeof labs)[number]['tag'];

/** Site address of a lab's own page. */
export function labPath(id: LabId): `/${string}` {
  return `/laboratorio/${id}/`;
}
