/**
 * The compiler's fine-tuning methods as the labs show them. The page knows them by this table alone, so that it need
 * not carry the compiler; a test keeps both in step.
 */

/** Settings that a method may have, by their name in the compiler. */
export type Knob =
  | 'rank'
  | 'alpha'
  | 'rsLora'
  | 'targets'
  | 'dInitial'
  | 'length'
  | 'bottleneck'
  | 'base'
  | 'blockSize'
  | 'doubleQuant';

/** The setting that makes a method larger or smaller. */
export type SizeKnob = 'rank' | 'length' | 'bottleneck';

export interface MethodFacts {
  /** For people. */
  readonly name: string;
  /** What is trained, in a sentence. */
  readonly idea: string;
  readonly knobs: readonly Knob[];
  /** Absent where the number of parameters cannot be chosen. */
  readonly size?: SizeKnob;
  /** What using the trained adapter costs beside the base. */
  readonly inferenceCost: string;
}

export const METHODS = {
  full: {
    name: 'Ajuste fino completo',
    idea: 'Treina uma cópia de todos os pesos: o resultado é um modelo inteiro.',
    knobs: [],
    inferenceCost: 'nenhum, mas cada tarefa guarda um modelo inteiro',
  },
  lora: {
    name: 'LoRA',
    idea: 'Ao lado de cada módulo-alvo, treina duas matrizes estreitas, A e B; a base fica congelada.',
    knobs: ['rank', 'alpha', 'rsLora', 'targets'],
    size: 'rank',
    inferenceCost: 'nenhum depois da fusão; antes dela, dois produtos por módulo-alvo',
  },
  qlora: {
    name: 'QLoRA',
    idea: 'LoRA sobre uma base guardada em 4 bits, que é desquantizada durante a conta.',
    knobs: ['rank', 'alpha', 'rsLora', 'targets', 'base', 'blockSize', 'doubleQuant'],
    size: 'rank',
    inferenceCost: 'desquantizar a base, e dois produtos por módulo-alvo',
  },
  dora: {
    name: 'DoRA',
    idea: 'LoRA para a direção de cada linha da matriz, e um vetor treinado para o tamanho dela.',
    knobs: ['rank', 'alpha', 'rsLora', 'targets'],
    size: 'rank',
    inferenceCost: 'nenhum depois da fusão; antes dela, dois produtos e uma norma por módulo-alvo',
  },
  vera: {
    name: 'VeRA',
    idea: 'Duas matrizes sorteadas e congeladas, as mesmas em todos os módulos; treina só vetores de escala.',
    knobs: ['rank', 'targets', 'dInitial'],
    size: 'rank',
    inferenceCost: 'nenhum depois da fusão; antes dela, dois produtos por módulo-alvo',
  },
  prefix: {
    name: 'Prefix-Tuning',
    idea: 'Treina chaves e valores que ficam na frente do texto, em todas as camadas.',
    knobs: ['length'],
    size: 'length',
    inferenceCost: 'atenção sobre os vetores do prefixo, em toda camada; não há fusão',
  },
  prompt: {
    name: 'Prompt-Tuning',
    idea: 'Treina um prompt suave: vetores na frente das incorporações do texto.',
    knobs: ['length'],
    size: 'length',
    inferenceCost: 'cada vetor ocupa um token do contexto e passa por toda a rede; não há fusão',
  },
  adapter: {
    name: 'Adapter-Tuning',
    idea: 'Treina duas redes estreitas por bloco, uma depois da atenção e outra depois da rede feed-forward.',
    knobs: ['bottleneck'],
    size: 'bottleneck',
    inferenceCost: 'duas redes a mais por bloco; não há fusão',
  },
  ia3: {
    name: '(IA)³',
    idea: 'Treina um vetor por módulo-alvo, que aumenta ou diminui cada coordenada.',
    knobs: ['targets'],
    inferenceCost: 'nenhum depois da fusão; antes dela, um produto coordenada a coordenada',
  },
} as const satisfies Record<string, MethodFacts>;

export type MethodId = keyof typeof METHODS;

export function isMethodId(id: string): id is MethodId {
  return Object.hasOwn(METHODS, id);
}

export const METHOD_IDS: readonly MethodId[] = Object.keys(METHODS).filter(isMethodId);

/** What the labs know of a method, its optional facts included. */
export function factsOf(method: MethodId): MethodFacts {
  return METHODS[method];
}

export function hasKnob(method: MethodId, knob: Knob): boolean {
  return factsOf(method).knobs.includes(knob);
}

/** The methods that have a setting. */
export function methodsWith(knob: Knob): MethodId[] {
  return METHOD_IDS.filter((method) => hasKnob(method, knob));
}
