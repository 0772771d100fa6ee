/** A small table of results. */
import type { ComponentProps } from 'preact';
import { ScrollArea } from '../../charts/scroll-area.tsx';
import { TextTable } from '../../charts/text-table.tsx';

interface Props extends Pick<ComponentProps<typeof TextTable>, 'columns' | 'rows' | 'current'> {
  title: string;
}

export function Figures({ title, ...table }: Props) {
  return (
    <ScrollArea label={title}>
      <TextTable class="lab-tabela" {...table} />
    </ScrollArea>
  );
}
