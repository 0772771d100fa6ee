/** The inventory of a lesson against what its sections say they cover. */
import { visit } from 'unist-util-visit';
import { attributeOf, isComponent } from '../library.ts';
import { nearest } from '../nearest.ts';
import { type Parsed, rawValue } from './parsed.ts';

/** Ids of the items, in order, of an inventory (or of its list of parts) that may be malformed. */
function inventoryItems(raw: unknown): string[] {
  const parts = Array.isArray(raw) ? raw : rawValue(raw, 'partes');
  if (!Array.isArray(parts)) return [];
  return parts.flatMap((part) => Object.keys(rawValue(part, 'itens') ?? {}));
}

const lessonOf = ({ file }: Parsed) => file.id.split('/')[0] ?? '';

/** `<Cobre>` names only items of the lesson's inventory, and each item has at least one. */
export function checkCoverage(parsed: readonly Parsed[]): void {
  const inventories = new Map(
    parsed
      .filter(({ file }) => file.kind === 'inventario')
      .map((item) => [item.file.id, { item, missing: new Set(inventoryItems(item.yaml.raw)) }]),
  );
  const known = new Map([...inventories].map(([lesson, { missing }]) => [lesson, new Set(missing)]));
  for (const section of parsed) {
    if (section.file.kind !== 'secao' || !section.tree) continue;
    const lesson = lessonOf(section);
    visit(section.tree, (node) => {
      if (!isComponent(node) || node.name !== 'Cobre') return;
      for (const id of (attributeOf(node, 'itens') ?? '').split(/\s+/).filter(Boolean)) {
        inventories.get(lesson)?.missing.delete(id);
        const items = known.get(lesson);
        if (items?.has(id)) continue;
        section.report(
          node.position?.start,
          items ? `O item ${id} não está no inventário da aula.` : `A aula “${lesson}” não tem inventário.`,
          (items && nearest(id, items)) || `Escreva o item em content/aulas/${lesson}/inventario.yaml.`,
        );
      }
    });
  }
  for (const { item, missing } of inventories.values()) {
    const parts = rawValue(item.yaml.raw, 'partes');
    for (const id of missing) {
      const part = Array.isArray(parts) ? parts.findIndex((each) => inventoryItems([each]).includes(id)) : 0;
      item.report(
        item.yaml.at(['partes', part, 'itens', id]),
        `Nenhuma seção cobre o item ${id}.`,
        `Ponha <Cobre itens="${id}" /> onde a aula trata dele.`,
      );
    }
  }
}
