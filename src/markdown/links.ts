/** Site paths written from the root (`/glossario/`) go under the deployment's base path. */
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';

/** `/x/` under base `/base/` -> `/base/x/`; other addresses are left alone. */
export function underBase(url: string, base: string): string {
  return url.startsWith('/') && !url.startsWith('//') ? `${base.replace(/\/$/, '')}${url}` : url;
}

/** remark plugin: links, images and link definitions. */
export function remarkBasePath(base: string) {
  return (tree: Root) => {
    visit(tree, (node) => {
      if (node.type === 'link' || node.type === 'image' || node.type === 'definition') {
        node.url = underBase(node.url, base);
      }
    });
  };
}
