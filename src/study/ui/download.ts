/** The reader's study data as a file. */
import { download } from '../../client/download.ts';
import type { Journal } from '../log/journal.ts';
import { writeExport } from '../log/transfer.ts';

export function downloadExport(journal: Journal): void {
  const now = Date.now();
  const name = `ajuste-fino-estudo-${new Date(now).toISOString().slice(0, 10)}.json`;
  download(name, writeExport(journal.events.value, now), 'application/json');
}
