/** Study data as a file: what leaves can come back, here or in another browser. What comes in is hostile until read. */
import { z } from '../schema.ts';
import { readEvents, type StudyEvent } from './event.ts';

const FORMAT = 'ajuste-fino/estudo';
const VERSION = 1;
/** Far above what a person answers in years. */
const MAX_BYTES = 16_000_000;
const MAX_EVENTS = 100_000;

const envelope = z.object({ format: z.literal(FORMAT), version: z.int(), events: z.array(z.unknown()) });

/** The file's text: one event a line, so that two exports can be compared. */
export function writeExport(events: readonly StudyEvent[], now: number): string {
  const head = `"format": "${FORMAT}",\n"version": ${VERSION},\n"exportedAt": "${new Date(now).toISOString()}"`;
  return `{\n${head},\n"events": [\n${events.map((event) => JSON.stringify(event)).join(',\n')}\n]\n}\n`;
}

export interface Import {
  events: StudyEvent[];
  /** Lines that are no events: left out. */
  unreadable: number;
}

/** The file cannot be used at all; the message tells a reader why and what to do. */
export class ImportError extends Error {}

/** Before a file is read. @throws ImportError when it is too large for study data */
export function checkSize(bytes: number): void {
  if (bytes <= MAX_BYTES) return;
  throw new ImportError(
    `O arquivo tem ${Math.ceil(bytes / 1e6).toLocaleString('pt-BR')} MB, e o limite é ${MAX_BYTES / 1e6} MB. ` +
      'Um arquivo de estudo é muito menor: confira se é este. Nada foi lido nem mudado.',
  );
}

/**
 * The events of an exported file. Times after `now` are brought back to it: a future date would stop every review.
 * @throws ImportError when the file is too large, no JSON, of another kind, or of a later version
 */
export function readExport(text: string, now: number): Import {
  checkSize(text.length);
  const { data } = envelope.safeParse(parse(text));
  if (!data) {
    throw new ImportError(
      'O arquivo não é de estudo do Ajuste Fino. Escolha um que tenha sido exportado nesta página.',
    );
  }
  if (data.version > VERSION) {
    throw new ImportError(
      'O arquivo é de uma versão mais nova do site. Recarregue esta página e tente de novo.',
    );
  }
  if (data.events.length > MAX_EVENTS) {
    throw new ImportError(
      `O arquivo tem mais de ${MAX_EVENTS.toLocaleString('pt-BR')} registros e não foi lido.`,
    );
  }
  const { events, unreadable } = readEvents(data.events);
  return { events: events.map((event) => ({ ...event, at: Math.min(event.at, now) })), unreadable };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ImportError('O arquivo está incompleto ou não é JSON. Exporte-o outra vez e tente de novo.');
  }
}
