/** Hands a file made in the page to the reader. */
import type { Journal } from '../log/journal.ts';
import { writeExport } from '../log/transfer.ts';

export function downloadExport(journal: Journal): void {
  const now = Date.now();
  const file = new Blob([writeExport(journal.events.value, now)], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `ajuste-fino-estudo-${new Date(now).toISOString().slice(0, 10)}.json`;
  link.click();
  // Some browsers read the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
