/** How each part of the memory is filled: cold is frozen, warm is trained. */
import type { StackKind } from '../../charts/stacked-bar.tsx';
import { PART_IDS, type PartId } from './estimate.ts';
import { PART_LABELS } from './explain.ts';

const FILLS: Readonly<Record<PartId, StackKind['fill']>> = {
  pesos: { tone: 'frio', texture: 'liso' },
  constantes: { tone: 'frio-forte', texture: 'diagonal' },
  adaptador: { tone: 'quente', texture: 'liso' },
  copia: { tone: 'quente', texture: 'diagonal' },
  gradientes: { tone: 'quente-forte', texture: 'pontos' },
  otimizador: { tone: 'roxo', texture: 'contradiagonal' },
  ativacoes: { tone: 'ocre', texture: 'horizontal' },
  logits: { tone: 'ocre', texture: 'xadrez' },
  reserva: { tone: 'cinza', texture: 'vertical' },
};

export const KINDS: readonly StackKind[] = PART_IDS.map((id) => ({
  id,
  label: PART_LABELS[id],
  fill: FILLS[id],
}));
