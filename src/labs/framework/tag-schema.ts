/** The attributes of a lab's tag as the content check reads them: one optional attribute for each row of the table. */
import { z } from 'zod';
import { readValue } from './permalink.ts';
import type { Row, Table } from './rows.ts';

/** Schema of the attributes that `table` accepts, by URL key; values may be written as text or in braces. */
export function tagSchema(table: Table): z.ZodObject {
  return z.strictObject(
    Object.fromEntries(Object.values(table).map((row) => [row.key, attributeSchema(row).optional()])),
  );
}

function attributeSchema(row: Row): z.ZodType {
  switch (row.type) {
    case 'choice':
      return z.enum(Object.keys(row.options));
    case 'range':
      return z.preprocess(String, z.enum(row.values.map(String)));
    case 'boolean':
      return z.literal(['sim', 'nao', true, false]);
    case 'number':
    case 'text':
    case 'set':
      return z.preprocess(
        String,
        z.string().superRefine((raw, context) => {
          const { notice } = readValue(row, raw);
          if (notice) context.addIssue({ code: 'custom', message: notice.replace(/\.$/, '') });
        }),
      );
  }
}
