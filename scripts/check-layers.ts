/** `node scripts/check-layers.ts`: fails with the imports that go against the arrows. */
import { checkLayers } from './layers.ts';

const faults = checkLayers(process.cwd());
for (const fault of faults) console.error(fault);
console.log(
  faults.length === 0
    ? 'Nenhuma importação contra as setas.'
    : `${faults.length} importações contra as setas.`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
