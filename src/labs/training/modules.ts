/** The linear layers of a block, by the short names that links use. */
import type { Projection } from '../../../kernels/formats/llama-weights.ts';

export const MODULES = {
  q: { projection: 'q_proj', label: 'q: consulta' },
  k: { projection: 'k_proj', label: 'k: chave' },
  v: { projection: 'v_proj', label: 'v: valor' },
  o: { projection: 'o_proj', label: 'o: saída da atenção' },
  gate: { projection: 'gate_proj', label: 'gate: porta' },
  up: { projection: 'up_proj', label: 'up: subida' },
  down: { projection: 'down_proj', label: 'down: descida' },
} as const satisfies Record<string, { projection: Projection; label: string }>;

/** The same layers by the names of the compiler, as a menu shows them. */
export const PROJECTION_NAMES = {
  q_proj: 'consulta (q_proj)',
  k_proj: 'chave (k_proj)',
  v_proj: 'valor (v_proj)',
  o_proj: 'saída (o_proj)',
  gate_proj: 'porta (gate_proj)',
  up_proj: 'subida (up_proj)',
  down_proj: 'descida (down_proj)',
} as const satisfies Record<Projection, string>;

export type ModuleName = keyof typeof MODULES;

export function isModuleName(name: string): name is ModuleName {
  return Object.hasOwn(MODULES, name);
}

export const MODULE_NAMES: readonly ModuleName[] = Object.keys(MODULES).filter(isModuleName);
