/** Site paths: pages write `/glossario/`, the browser gets it under the base path. */

const BASE = import.meta.env.BASE_URL.replace(/\/$/, '');

/** Address of a root-absolute site path under the deployment's base: `/x/` becomes `/base/x/`. */
export function href(path: `/${string}`): string {
  return `${BASE}${path}`;
}
