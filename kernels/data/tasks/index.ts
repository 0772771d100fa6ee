import { clauses } from './clauses.ts';
import { recruitment } from './recruitment.ts';
import { sentiment } from './sentiment.ts';
import { service } from './service.ts';
import type { Task, TaskName } from './task.ts';
import { triage } from './triage.ts';

/** Every task of the laboratory, by name. */
export const TASKS: Readonly<Record<TaskName, Task>> = {
  clausulas: clauses,
  atendimento: service,
  sentimento: sentiment,
  triagem: triage,
  recrutamento: recruitment,
};
