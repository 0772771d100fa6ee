/** `node scripts/check-links.ts <folder> <base>`: fails with the broken links of a build. */
import { checkLinks } from './links.ts';

const [folder = 'dist', base = '/'] = process.argv.slice(2);
const faults = checkLinks(folder, base);
for (const fault of faults) console.error(fault);
console.log(
  faults.length === 0
    ? `Todos os links de ${folder} levam a algum lugar.`
    : `${faults.length} problemas em ${folder}.`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
