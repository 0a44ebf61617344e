import { useEffect, useState, type RefObject } from "react";

export interface View {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

const unseen: View = { top: 0, left: 0, height: 0, width: 0 };

/** Where an element is scrolled to and how much of it shows, in pixels. */
export function useView(element: RefObject<HTMLElement | null>): View {
  const [view, setView] = useState(unseen);
  useEffect(() => {
    const node = element.current;
    if (!node) return;
    const look = () =>
      setView({ top: node.scrollTop, left: node.scrollLeft, height: node.clientHeight, width: node.clientWidth });
    const observer = new ResizeObserver(look);
    observer.observe(node);
    node.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      node.removeEventListener("scroll", look);
    };
  }, [element]);
  return view;
}
