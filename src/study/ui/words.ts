/** Counts in Portuguese: `plural(1, 'certa', 'certas')` -> "1 certa". */
export function plural(count: number, one: string, many: string): string {
  return `${count.toLocaleString('pt-BR')} ${count === 1 ? one : many}`;
}
