import type { Noun } from '../grammar/morphology.ts';

/** A subject of everyday life: its words and the templates that speak of it (see grammar/template.ts). */
export interface Domain {
  /** What a record of this domain says after `Assunto:`. */
  readonly topic: string;
  /** Share of the documents, relative to the other domains. */
  readonly weight: number;
  readonly nouns?: Readonly<Record<string, readonly Noun[]>>;
  readonly adjectives?: Readonly<Record<string, readonly string[]>>;
  readonly phrases?: Readonly<Record<string, readonly string[]>>;
  /** Templates of one or two sentences that stand by themselves. */
  readonly sentences: readonly string[];
  /** Templates of whole little texts, whose slots keep their nouns from beginning to end. */
  readonly scripts?: readonly string[];
}
