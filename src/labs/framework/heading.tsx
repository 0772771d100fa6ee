/** Headings inside a lab take the level of the place where it stands. */
import { type ComponentChildren, createContext, h } from 'preact';
import { useContext } from 'preact/hooks';

/** Level of the headings right under the lab's title. */
export const HeadingLevel = createContext(4);

export function LabHeading({ id, children }: { id?: string | undefined; children: ComponentChildren }) {
  return h(`h${useContext(HeadingLevel)}`, { id, class: 'lab-subtitulo' }, children);
}
