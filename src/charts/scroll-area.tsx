/** A box that scrolls by itself where its content is too wide. It takes the focus, so that the keyboard scrolls it too. */
import type { ComponentChildren } from 'preact';
import './scroll-area.css';

interface Props {
  /** What is in it, for who does not see it. */
  label: string;
  class?: string | undefined;
  children: ComponentChildren;
}

export function ScrollArea({ label, class: className = 'rolagem', children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling needs the focus
    <section class={className} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
