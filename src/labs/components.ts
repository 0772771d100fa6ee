/** The component behind each lab tag. */
import LaboratorioAnatomia from './anatomia/LaboratorioAnatomia.astro';
import LaboratorioComparar from './comparar/LaboratorioComparar.astro';
import LaboratorioLoRA from './lora/LaboratorioLoRA.astro';
import LaboratorioMemoria from './memoria/LaboratorioMemoria.astro';
import LaboratorioNF4 from './nf4/LaboratorioNF4.astro';
import type { LabTag } from './registry.ts';
import LaboratorioTreinar from './treinar/LaboratorioTreinar.astro';
import LaboratorioVies from './vies/LaboratorioVies.astro';

export const labComponents = {
  LaboratorioAnatomia,
  LaboratorioComparar,
  LaboratorioLoRA,
  LaboratorioMemoria,
  LaboratorioNF4,
  LaboratorioTreinar,
  LaboratorioVies,
} satisfies Record<LabTag, unknown>;
