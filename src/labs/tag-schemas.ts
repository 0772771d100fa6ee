/** Attributes that authors may write on the tag of each lab that is built. */
import type { z } from 'zod';
import { TABLE as anatomia } from './anatomia/state-table.ts';
import { TABLE as comparar } from './comparar/state-table.ts';
import { tagSchema } from './framework/tag-schema.ts';
import { TABLE as lora } from './lora/state-table.ts';
import { TABLE as memoria } from './memoria/state-table.ts';
import { TABLE as nf4 } from './nf4/state-table.ts';
import type { LabTag } from './registry.ts';
import { TABLE as treinar } from './treinar/state-table.ts';
import { TABLE as vies } from './vies/state-table.ts';

export const tagSchemas: Partial<Record<LabTag, z.ZodObject>> = {
  LaboratorioAnatomia: tagSchema(anatomia),
  LaboratorioComparar: tagSchema(comparar),
  LaboratorioLoRA: tagSchema(lora),
  LaboratorioMemoria: tagSchema(memoria),
  LaboratorioNF4: tagSchema(nf4),
  LaboratorioTreinar: tagSchema(treinar),
  LaboratorioVies: tagSchema(vies),
};
