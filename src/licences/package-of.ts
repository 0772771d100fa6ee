/** Which package a bundled module comes from. */

/**
 * `/x/node_modules/@preact/signals/dist/a.mjs?v=1` -> folder and name of the package; undefined for the site's own modules
 * and for what the bundler makes up.
 */
export function packageOf(moduleId: string): { name: string; folder: string } | undefined {
  const path = moduleId.replace(/^\0+/, '').replace(/\?.*$/, '').replaceAll('\\', '/');
  const match = /^(.*\/node_modules\/((?:@[^/]+\/)?[^/@.][^/]*))\//.exec(path);
  if (!match?.[1] || !match[2]) return undefined;
  return { folder: match[1], name: match[2] };
}
