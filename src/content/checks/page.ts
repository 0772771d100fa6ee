/** What every check of an MDX file receives. */
import type { Root } from 'mdast';
import type { Library } from '../library.ts';
import type { Report } from '../problems.ts';

export interface Page {
  /** From the project's root. */
  path: string;
  /** The project's folder. */
  root: string;
  /** Body with the front matter's lines blank, so that places in the tree are places in the file. */
  body: string;
  tree: Root;
  library: Library;
  report: Report;
}
