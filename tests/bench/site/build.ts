/**
 * Does the cost of a page stay flat as the site grows? Builds the real site and a generated one of 300 sections
 * (the real sections repeated over lessons of 20), and prints seconds and milliseconds a page.
 * Run: npm run bench:build [-- 300]
 */
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, copySite, generateSite } from './generated.ts';

const wanted = Number(process.argv[2] ?? 300);
const work = resolve('.cache/bench-build');

function report(name: string, folder: string): { seconds: number; pages: number } {
  const result = build(folder);
  const { seconds, pages } = result;
  console.log(
    `${name}: ${pages} páginas em ${seconds.toFixed(1)} s, ${((seconds * 1000) / pages).toFixed(0)} ms por página`,
  );
  return result;
}

copySite(join(work, 'real'));
generateSite(join(work, 'gerado'), wanted);
const real = report('site real', join(work, 'real'));
const generated = report(`site gerado (${wanted} seções)`, join(work, 'gerado'));
const marginal = ((generated.seconds - real.seconds) * 1000) / (generated.pages - real.pages);
console.log(`cada página a mais: ${marginal.toFixed(0)} ms`);
rmSync(work, { recursive: true, force: true });
