/** Ids in YAML and front matter, and their agreement with the text below. */
import { visit } from 'unist-util-visit';
import { attributeOf, isComponent, type Library } from '../library.ts';
import { PLACE_PATTERN } from '../schemas.ts';
import { type Parsed, stringsAt } from './parsed.ts';
import { checkId, checkPlaceReference } from './references.ts';

/** Ids mentioned in YAML and front matter. */
export function checkYamlReferences({ yaml, report }: Parsed, library: Library): void {
  const kinds = { fontes: 'obra', laboratorios: 'laboratorio', relacionados: 'termo' } as const;
  for (const [key, kind] of Object.entries(kinds)) {
    for (const [index, id] of stringsAt(yaml.raw, key).entries())
      checkId(kind, id, library, report, yaml.at([key, index]));
  }
  for (const [index, place] of stringsAt(yaml.raw, 'ensinadoEm').entries()) {
    if (PLACE_PATTERN.test(place))
      checkPlaceReference(place, library, report, yaml.at(['ensinadoEm', index]));
  }
}

/** What a section's front matter promises and its text does must agree. */
export function checkDeclarations({ file, yaml, tree, report }: Parsed, { works }: Library): void {
  if ((file.kind !== 'secao' && file.kind !== 'pagina') || !tree) return;
  const declared = new Set(stringsAt(yaml.raw, 'fontes'));
  visit(tree, (node) => {
    if (!isComponent(node)) return;
    const cited =
      node.name === 'Cite'
        ? attributeOf(node, 'id')
        : node.name === 'Precisao'
          ? attributeOf(node, 'fonte')
          : undefined;
    for (const id of cited?.split(',').map((item) => item.trim()) ?? []) {
      if (declared.has(id) || !works.has(id)) continue;
      declared.add(id);
      report(
        node.position?.start,
        `A obra “${id}” é citada e não está em “fontes”.`,
        'Acrescente-a à lista “fontes” da seção.',
      );
    }
  });
}
