/** `S08.1` -> `s08-1`: the id that `<Cobre>` leaves in the page. */
export function coverageAnchor(item: string): string {
  return item.toLowerCase().replace('.', '-');
}
