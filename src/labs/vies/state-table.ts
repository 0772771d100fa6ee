/** The controls of "Viés: o recrutador automático". */
import { choice, defineTable, evenly, number, range, type StateOf } from '../framework/rows.ts';

/** Titles of the groups of controls. */
export const GROUPS = {
  past: 'O passado da empresa',
  model: 'O modelo',
  mitigation: 'A mitigação',
  monitoring: 'Monitoramento',
} as const;

export const TABLE = defineTable({
  strength: range({
    label: 'Viés histórico, x',
    help: 'Chance de uma mulher qualificada ter sido recusada.',
    key: 'x',
    group: GROUPS.past,
    values: evenly(0, 1, 0.1),
    default: 0.6,
  }),
  womenShare: range({
    label: 'Mulheres no histórico',
    unit: '%',
    key: 'mulheres',
    group: GROUPS.past,
    values: evenly(10, 90, 10),
    default: 50,
  }),
  size: range({
    label: 'Candidatos no histórico',
    key: 'historico',
    group: GROUPS.past,
    values: [400, 800, 1600, 3200],
    default: 1600,
  }),
  mitigation: choice({
    label: 'O que fazer com o viés',
    key: 'mitigacao',
    group: GROUPS.mitigation,
    look: 'radios',
    options: {
      nenhuma: 'nada: aprender com o histórico',
      balancear: 'balancear grupos e decisões',
      auditar: 'auditar rótulos',
      cega: 'esconder nome e gênero',
      'cega-vestigio': 'esconder, mas deixar um vestígio',
      contrafactual: 'pares contrafactuais',
    },
    default: 'nenhuma',
  }),
  auditShare: range({
    label: 'Rótulos auditados',
    unit: '%',
    help: 'Uma pessoa revê esta parte do histórico e escreve o mérito no lugar da decisão.',
    key: 'auditoria',
    group: GROUPS.mitigation,
    values: evenly(10, 100, 10),
    default: 50,
    shownWhen: { mitigation: ['auditar'] },
  }),
  proxyShare: range({
    label: 'Textos com vestígio',
    unit: '%',
    help: 'O texto cita a equipe feminina ou masculina em que a pessoa pratica o passatempo.',
    key: 'vestigio',
    group: GROUPS.mitigation,
    values: evenly(10, 100, 10),
    default: 100,
    shownWhen: { mitigation: ['cega-vestigio'] },
  }),
  method: choice({
    label: 'Método',
    key: 'metodo',
    group: GROUPS.model,
    options: {
      lora: 'LoRA',
      full: 'ajuste fino completo',
      adapter: 'adaptador de gargalo',
      ia3: '(IA)³',
      prefix: 'ajuste de prefixo',
      prompt: 'ajuste de prompt',
    },
    default: 'lora',
  }),
  steps: range({
    label: 'Passos de treino',
    key: 'passos',
    group: GROUPS.model,
    values: [100, 200, 300, 400, 600, 800, 1200],
    default: 600,
  }),
  seed: number({
    label: 'Semente',
    help: 'Decide os candidatos, a ordem e os valores iniciais.',
    key: 'semente',
    group: GROUPS.model,
    min: 1,
    max: 9999,
    integer: true,
    default: 1,
  }),
  drift: choice({
    label: 'O que muda depois da publicação',
    key: 'deriva',
    group: GROUPS.monitoring,
    options: {
      nenhuma: 'nada',
      experiencia: 'chegam mais mulheres com pouca experiência',
      vestigio: 'mais textos citam a equipe',
    },
    default: 'experiencia',
  }),
  window: range({
    label: 'Janela',
    unit: 'candidatos',
    key: 'janela',
    group: GROUPS.monitoring,
    values: [60, 100, 150, 200],
    default: 100,
  }),
  threshold: range({
    label: 'Limiar da razão',
    key: 'limiar',
    group: GROUPS.monitoring,
    values: evenly(0.5, 0.95, 0.05),
    default: 0.8,
  }),
});

export type BiasState = StateOf<typeof TABLE>;
