/** Marks, in the table of contents, the heading under which the reader is. */
export function followHeadings(toc: HTMLElement): void {
  const links = new Map<Element, HTMLAnchorElement>();
  for (const link of toc.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  const headings = [...links.keys()];
  const mark = () => {
    const line = innerHeight * 0.3;
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top <= line);
    const here = passed.at(-1);
    for (const [heading, link] of links) {
      if (heading === here) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };
  // The observer fires only when a heading crosses the line: nothing runs on every scroll event.
  const observer = new IntersectionObserver(mark, { rootMargin: '0px 0px -70% 0px', threshold: [0, 1] });
  for (const heading of headings) observer.observe(heading);
}
