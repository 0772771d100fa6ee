/** Each part of the memory with its formula, in symbols and with its numbers. */
import { formatDecimal as d, formatMemory, formatInteger as n } from '../../charts/format.ts';
import { kvWidth } from '../training/architectures.ts';
import { type Estimate, frozenBytes, PART_IDS, type PartId, type Setup } from './estimate.ts';
import { OPTIMISERS, type OptimiserBytes, PRECISIONS } from './states.ts';

export interface Explanation {
  id: PartId;
  label: string;
  bytes: number;
  formula: string;
  worked: string;
  /** One or two sentences on why the part is there. */
  why: string;
}

export const PART_LABELS: Readonly<Record<PartId, string>> = {
  pesos: 'Pesos do modelo',
  constantes: 'Constantes de quantização',
  adaptador: 'Adaptador',
  copia: 'Cópia em 32 bits',
  gradientes: 'Gradientes',
  otimizador: 'Estados do otimizador',
  ativacoes: 'Ativações',
  logits: 'Logits',
  reserva: 'Contexto e sobras',
};

type Formula = Pick<Explanation, 'formula' | 'worked' | 'why'>;

/** The parts that take any memory, in the order of the bar. */
export function explainParts(setup: Setup, estimate: Estimate): Explanation[] {
  return PART_IDS.filter((id) => estimate.parts[id] > 0).map((id) => {
    const bytes = estimate.parts[id];
    const { formula, worked, why } = FORMULAS[id](setup, estimate);
    return {
      id,
      label: PART_LABELS[id],
      bytes,
      formula,
      worked: `${worked} = ${formatMemory(bytes)}`,
      why,
    };
  });
}

const FORMULAS: Readonly<Record<PartId, (setup: Setup, estimate: Estimate) => Formula>> = {
  pesos: (setup, estimate) => weights(setup, estimate),
  constantes: ({ blockSize, doubleQuantisation }, { parameters }) => ({
    formula: doubleQuantisation ? '(8/bloco + 32/(bloco × 256)) ÷ 8 × Ψq' : '(32/bloco) ÷ 8 × Ψq',
    worked: `${doubleQuantisation ? `(8/${blockSize} + 32/(${blockSize} × 256))` : `(32/${blockSize})`} ÷ 8 × ${n(parameters.linear)}`,
    why: doubleQuantisation
      ? 'Cada bloco guarda uma escala de 8 bits, e cada 256 escalas guardam uma de 32 bits.'
      : 'Cada bloco guarda uma escala de 32 bits. A quantização dupla a reduz a pouco mais de 8.',
  }),
  adaptador: ({ precision }, { trainable }) => ({
    formula: `${PRECISIONS[precision].weight} bytes × ψ`,
    worked: `${PRECISIONS[precision].weight} × ${n(trainable.count)}`,
    why: 'Os parâmetros novos, os únicos que o treino muda.',
  }),
  copia: ({ precision }, { trainable }) => ({
    formula: `${PRECISIONS[precision].master} bytes × ψ`,
    worked: `${PRECISIONS[precision].master} × ${n(trainable.count)}`,
    why: 'Na precisão mista, o otimizador soma passos minúsculos a uma cópia em 32 bits: em 16 bits eles se perderiam no arredondamento.',
  }),
  gradientes: ({ precision }, { trainable }) => ({
    formula: `${PRECISIONS[precision].gradient} bytes × ψ`,
    worked: `${PRECISIONS[precision].gradient} × ${n(trainable.count)}`,
    why: 'Um gradiente para cada parâmetro que se treina. Peso congelado não tem gradiente guardado.',
  }),
  otimizador: (setup, estimate) => optimiser(setup, estimate),
  ativacoes: (setup) => activations(setup),
  logits: ({ architecture, batch, sequence }) => ({
    formula: '4 bytes × s × b × V',
    worked: `4 × ${n(sequence)} × ${batch} × ${n(architecture.vocabulary)}`,
    why: 'A nota de cada token do vocabulário em cada posição, em 32 bits, para calcular a perda.',
  }),
  reserva: ({ overhead }) => ({
    formula: 'valor escolhido por você',
    worked: `${d(overhead / 1e9, 1)} × 10⁹ bytes`,
    why: 'O contexto da GPU leva de 0,5 a 1 GB. Buffers temporários e fragmentação não têm fórmula.',
  }),
};

function weights({ method, precision }: Setup, { parameters }: Estimate): Formula {
  const { total, linear, rest } = parameters;
  const frozen = frozenBytes(precision);
  if (method === 'completo') {
    const bytes = PRECISIONS[precision].weight;
    return {
      formula: `${bytes} bytes × Ψ`,
      worked: `${bytes} × ${n(total)}`,
      why: 'Todos os pesos, na precisão em que o modelo calcula. No ajuste completo, todos são treinados.',
    };
  }
  if (method === 'qlora') {
    return {
      formula: `0,5 byte × Ψq + ${frozen} bytes × Ψr`,
      worked: `0,5 × ${n(linear)} + ${frozen} × ${n(rest)}`,
      why: 'As camadas lineares (Ψq) guardam 4 bits por peso. A incorporação, a camada final e as normalizações (Ψr) não são quantizadas.',
    };
  }
  return {
    formula: `${frozen} bytes × Ψ`,
    worked: `${frozen} × ${n(total)}`,
    why: 'A base está congelada, mas precisa estar inteira na placa: toda entrada passa por ela.',
  };
}

function optimiser({ optimiser, precision }: Setup, { trainable }: Estimate): Formula {
  const { moments, bytes }: OptimiserBytes = OPTIMISERS[optimiser];
  const each = bytes ?? PRECISIONS[precision].moment;
  const what: Record<Setup['optimiser'], string> = {
    adamw: 'O AdamW guarda duas médias por parâmetro treinado: a dos gradientes e a dos seus quadrados.',
    'adamw-paginado':
      'Duas médias por parâmetro, como no AdamW. Paginar não as diminui: permite que esperem na RAM quando a placa enche.',
    'adamw-8bit': 'As duas médias do AdamW em 8 bits. As escalas dos blocos, pequenas, não entram na conta.',
    'sgd-momento': 'Uma média por parâmetro: a dos gradientes.',
    sgd: 'O SGD puro não guarda estado.',
  };
  return {
    formula: `${moments} × ${each} ${each === 1 ? 'byte' : 'bytes'} × ψ`,
    worked: `${moments} × ${each} × ${n(trainable.count)}`,
    why: what[optimiser],
  };
}

function activations({ architecture, batch, sequence, checkpointing, flash }: Setup): Formula {
  const { hidden, layers, heads } = architecture;
  const inner = flash ? '34' : '(34 + 5·a·s/h)';
  const worked = flash ? '34' : `(34 + 5 × ${heads} × ${n(sequence)}/${n(hidden)})`;
  const token = `${n(sequence)} × ${batch} × ${n(hidden)}`;
  const source =
    'Fórmula de Korthikanti e colegas (2022) para um bloco do tipo GPT. No Llama é uma aproximação.';
  return checkpointing
    ? {
        formula: `2·s·b·h·L + s·b·h·${inner}`,
        worked: `2 × ${token} × ${layers} + ${token} × ${worked}`,
        why: `A entrada de cada camada, em 16 bits, mais uma camada inteira recomputada. ${source}`,
      }
    : {
        formula: `s·b·h·${inner}·L`,
        worked: `${token} × ${worked} × ${layers}`,
        why: `O que cada camada guarda para a volta. O PEFT não dispensa isso: o erro atravessa a base congelada. ${source}`,
      };
}

/** The sum behind Ψ, in symbols and with its numbers. */
export function explainTotal(
  { architecture }: Setup,
  { parameters }: Estimate,
): { formula: string; worked: string } {
  const { hidden: h, layers: L, feedForward: i, vocabulary: V, publishedTotal } = architecture;
  if (publishedTotal !== undefined) {
    return { formula: 'total publicado no artigo do LoRA', worked: n(parameters.total) };
  }
  const kv = kvWidth(architecture);
  return {
    formula: 'Ψ = L(2h² + 2h·kv + 3h·i + 2h) + 2V·h + h',
    worked: `${L} × (2 × ${n(h)}² + 2 × ${n(h)} × ${n(kv)} + 3 × ${n(h)} × ${n(i)} + 2 × ${n(h)}) + 2 × ${n(V)} × ${n(h)} + ${n(h)} = ${n(parameters.total)}`,
  };
}
