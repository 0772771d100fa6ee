/** Charts are drawn in real pixels, so that text keeps its size on a phone. */
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Width, in pixels, at which a chart is drawn before the browser has measured its place. */
const FIRST_WIDTH = 640;

/** Width of the element that `ref` holds, `first` until it is measured, followed as it changes. */
export function useWidth<E extends Element>(first = FIRST_WIDTH): { ref: RefObject<E>; width: number } {
  const ref = useRef<E>(null);
  const [width, setWidth] = useState(first);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const measured = Math.round(element.getBoundingClientRect().width);
      if (measured > 0) setWidth(measured);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
