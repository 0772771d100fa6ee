/**
 * Does the cost of a page stay flat as the site grows? Builds the real site and generated ones (the real sections
 * repeated over lessons of 20), and prints seconds, milliseconds a page and the peak of memory: one JSON line a site.
 * Run: npm run bench:build [-- 300,1000]
 */
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, copySite, generateSite } from './generated.ts';

const wanted = (process.argv[2] ?? '300').split(',').map(Number);
const work = resolve('.cache/bench-build');

function report(site: string, copy: (folder: string) => void): void {
  const folder = join(work, site);
  copy(folder);
  const { seconds, sections, pages, peakMegabytes } = build(folder);
  console.log(
    JSON.stringify({
      kind: 'build',
      site,
      sections,
      pages,
      seconds: Number(seconds.toFixed(1)),
      millisecondsPerPage: Math.round((seconds * 1000) / pages),
      peakMegabytes: Math.round(peakMegabytes),
    }),
  );
  rmSync(folder, { recursive: true, force: true });
}

report('real', copySite);
for (const sections of wanted) report(`gerado-${sections}`, (folder) => generateSite(folder, sections));
