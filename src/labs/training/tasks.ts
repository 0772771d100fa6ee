/** The tasks that an adapter is trained on, as the page shows them; a test keeps them in step with the data's own. */
import type { TaskName } from '../../../kernels/data/tasks/task.ts';

export interface TaskFacts {
  readonly title: string;
  readonly description: string;
  /** What the model reads, with a place for the reader's own text. */
  readonly prompt: (text: string) => string;
  /** A text that the reader may begin with; not in any split. */
  readonly sample: string;
  /** Whether the answer is one of a few labels, which have probabilities. */
  readonly labels: boolean;
}

/** `recrutamento` has a lab of its own, where what it measures is explained. */
export type TrainingTask = Exclude<TaskName, 'recrutamento'>;

export const TASKS: Readonly<Record<TrainingTask, TaskFacts>> = {
  clausulas: {
    title: 'Cláusulas de contrato',
    description: 'Dizer de que trata uma cláusula: pagamento, sigilo, rescisão, foro, vigência ou garantia.',
    prompt: (text) => `Cláusula: ${text}\nTipo:`,
    sample: 'O locador poderá encerrar o contrato antes do prazo.',
    labels: true,
  },
  atendimento: {
    title: 'Atendimento da loja',
    description: 'Responder ao cliente no tom da marca, com a resposta certa para cada pergunta.',
    prompt: (text) => `Cliente: ${text}\nLoja:`,
    sample: 'Meu casaco ainda não chegou.',
    labels: false,
  },
  sentimento: {
    title: 'Sentimento de avaliações',
    description: 'Dizer se uma avaliação é positiva ou negativa, com dois rótulos que a base nunca viu.',
    prompt: (text) => `Avaliação: ${text}\nOpinião:`,
    sample: 'A comida estava ótima e o lugar é agradável.',
    labels: true,
  },
  triagem: {
    title: 'Triagem de recados',
    description: 'Encaminhar o recado de um paciente ao setor certo da clínica.',
    prompt: (text) => `Recado: ${text}\nSetor:`,
    sample: 'Preciso remarcar a consulta de amanhã.',
    labels: true,
  },
};
