/** What papers and projects printed, the setup that comes nearest, and why the figures differ. */

import { stateOf } from '../framework/rows.ts';
import { type Estimate, estimate } from './estimate.ts';
import { type MemoryState, setupOf, TABLE } from './state-table.ts';

/** A published figure and the setup of ours that comes nearest. */
export interface Published {
  id: string;
  what: string;
  printed: string;
  /** How the figure came to be. */
  kind: 'medido' | 'estimado' | 'afirmado';
  /** Entry of the bibliography. */
  source: string;
  sourceLabel: string;
  settings: Partial<MemoryState>;
  /** Which of our figures answers to it. */
  measure: 'total' | 'estados' | 'base' | 'otimizador';
  /** Why ours is not the same. */
  difference: string;
}

const QLORA = { source: 'dettmers-2023-qlora', sourceLabel: 'Dettmers et al., 2023' } as const;
const FACTORY = { source: 'zheng-2024-llamafactory', sourceLabel: 'README do LLaMA-Factory' } as const;
const RASCHKA = { source: 'raschka-2023-tips', sourceLabel: 'Raschka, 2023' } as const;
const HU = { source: 'hu-2021-lora', sourceLabel: 'Hu et al., 2021' } as const;

export const PUBLISHED: readonly Published[] = [
  {
    ...QLORA,
    id: 'qlora-65b-completo',
    what: 'LLaMA-65B, ajuste completo em 16 bits',
    printed: 'mais de 780 GB',
    kind: 'afirmado',
    settings: { model: 'llama-65b', method: 'completo', precision: 'mista-sem-copia' },
    measure: 'estados',
    difference:
      'O artigo não mostra a conta. Doze bytes por parâmetro (peso 2, gradiente 2, médias do Adam 8) dão 780 GB para 65 bilhões: é uma inferência nossa. A diferença vem de o modelo ter 65,3 bilhões.',
  },
  {
    ...QLORA,
    id: 'qlora-65b',
    what: 'LLaMA-65B, QLoRA, lote 1, 512 tokens',
    printed: 'menos de 48 GB',
    kind: 'afirmado',
    settings: {
      model: 'llama-65b',
      method: 'qlora',
      targets: 'todas',
      rank: 64,
      precision: 'mista-sem-copia',
      optimiser: 'adamw-paginado',
      sequence: 512,
    },
    measure: 'total',
    difference:
      'A nossa conta usa posto 64 em todas as lineares e 12 bytes por parâmetro do adaptador. A proximidade não é prova: só a base medida no artigo já passa da fórmula (veja abaixo), logo outras parcelas devem ser menores lá.',
  },
  {
    ...QLORA,
    id: 'base-7b',
    what: 'Base de 7B em 4 bits, sozinha',
    printed: '5,05 GB',
    kind: 'medido',
    settings: { model: 'llama-2-7b', method: 'qlora' },
    measure: 'base',
    difference: 'O medido fica 30% acima da fórmula, que conta só pesos e escalas, sem buffers nem contexto.',
  },
  {
    ...QLORA,
    id: 'base-65b',
    what: 'Base de 65B em 4 bits, sozinha',
    printed: '37,1 GB',
    kind: 'medido',
    settings: { model: 'llama-65b', method: 'qlora' },
    measure: 'base',
    difference: 'Aqui o medido fica cerca de 8% acima. Por isso a fórmula serve de limite inferior.',
  },
  {
    ...FACTORY,
    id: 'factory-7b-completo',
    what: '7B, ajuste completo em precisão mista',
    printed: '120 GB',
    kind: 'estimado',
    settings: { model: 'llama-2-7b', method: 'completo' },
    measure: 'estados',
    difference: 'O README arredonda e deixa folga para ativações. Dezesseis bytes por parâmetro dão o resto.',
  },
  {
    ...FACTORY,
    id: 'factory-70b-completo',
    what: '70B, ajuste completo em precisão mista',
    printed: '1.200 GB',
    kind: 'estimado',
    settings: { model: 'llama-2-70b', method: 'completo' },
    measure: 'estados',
    difference: 'A mesma razão: cerca de 17 bytes por parâmetro no README, 16 na nossa conta.',
  },
  {
    ...FACTORY,
    id: 'factory-7b-lora',
    what: '7B, LoRA com base em 16 bits',
    printed: '16 GB',
    kind: 'estimado',
    settings: { model: 'llama-2-7b', method: 'lora' },
    measure: 'estados',
    difference: 'A base sozinha pede 13,5 GB. O que falta são ativações e sobras.',
  },
  {
    ...FACTORY,
    id: 'factory-7b-qlora',
    what: '7B, QLoRA de 4 bits',
    printed: '6 GB',
    kind: 'estimado',
    settings: { model: 'llama-2-7b', method: 'qlora' },
    measure: 'estados',
    difference: 'A diferença de cerca de 2 GB cobre ativações, contexto da GPU e sobras.',
  },
  {
    ...FACTORY,
    id: 'factory-70b-qlora',
    what: '70B, QLoRA de 4 bits',
    printed: '48 GB',
    kind: 'estimado',
    settings: { model: 'llama-2-70b', method: 'qlora' },
    measure: 'estados',
    difference: 'Com posto pequeno. Com posto 64 em todas as lineares, só os estados já somam 49,6 GB.',
  },
  {
    ...RASCHKA,
    id: 'raschka-lora',
    what: 'Llama-2-7B, LoRA em BF16',
    printed: '21,33 GB',
    kind: 'medido',
    settings: { model: 'llama-2-7b', method: 'lora', precision: 'bf16' },
    measure: 'estados',
    difference: 'A medição inclui ativações, logits e buffers; a nossa coluna, só os estados.',
  },
  {
    ...RASCHKA,
    id: 'raschka-qlora',
    what: 'Llama-2-7B, QLoRA',
    printed: '14,18 GB',
    kind: 'medido',
    settings: { model: 'llama-2-7b', method: 'qlora', precision: 'bf16' },
    measure: 'estados',
    difference:
      'Medida por um autor, sem revisão por pares. Os estados da fórmula são pouco mais de um quarto disso: o resto é o que ela não conta.',
  },
  {
    ...RASCHKA,
    id: 'raschka-otimizador',
    what: 'Llama-2-7B, posto 256 em todas as camadas: AdamW menos SGD',
    printed: '3,40 GB (17,86 − 14,46)',
    kind: 'medido',
    settings: {
      model: 'llama-2-7b',
      method: 'qlora',
      targets: 'todas-e-cabeca',
      rank: 256,
      precision: 'bf16',
    },
    measure: 'otimizador',
    difference:
      'É a memória das médias do Adam. Em 16 bits seriam 2,6 GB e em 32 bits, 5,2 GB: o medido fica entre as duas contas.',
  },
  {
    ...HU,
    id: 'gpt3-completo',
    what: 'GPT-3 175B, ajuste completo com Adam',
    printed: '1,2 TB',
    kind: 'afirmado',
    settings: { model: 'gpt-3-175b', method: 'completo', precision: 'bf16' },
    measure: 'estados',
    difference:
      'São menos de 7 bytes por parâmetro: não corresponde a nenhuma contagem usual do Adam. A mais magra, tudo em BF16, pede 8.',
  },
  {
    ...HU,
    id: 'gpt3-lora',
    what: 'GPT-3 175B, LoRA com posto 4 em consulta e valor',
    printed: '350 GB',
    kind: 'afirmado',
    settings: { model: 'gpt-3-175b', method: 'lora', rank: 4 },
    measure: 'estados',
    difference: 'Dois bytes por parâmetro: o número do artigo conta os pesos em 16 bits e quase nada mais.',
  },
];

/** State of the lab that reproduces a published setup, the rest at its defaults. */
function stateOfPublished({ settings }: Published): MemoryState {
  return stateOf(TABLE, settings);
}

/** Our figure, in bytes, for a published one. */
export function ourFigure(published: Published): number {
  return measured(estimate(setupOf(stateOfPublished(published))), published.measure);
}

function measured({ parts, states, total }: Estimate, measure: Published['measure']): number {
  switch (measure) {
    case 'total':
      return total;
    case 'estados':
      return states;
    case 'base':
      return parts.pesos + parts.constantes;
    case 'otimizador':
      return parts.otimizador;
  }
}
