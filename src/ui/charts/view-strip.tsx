/** The whole of a long curve as a strip, with the part in view as a window on it that can be moved and drawn wider. By keyboard the buttons beside it do the same. */
import { useElementSize } from "@mantine/hooks";
import { useMemo, useRef, type PointerEvent } from "react";
import classes from "./chart.module.css";
import { thinPlaces } from "./thin-places";

export interface View {
  /** Places from..to, `to` excluded. */
  readonly from: number;
  readonly to: number;
}

export interface ViewStripProps {
  readonly values: ArrayLike<number>;
  readonly view: View;
  readonly onView: (view: View) => void;
}

const height = 44;
const mostPoints = 600;
/** Pixels beside an end in which a pointer takes hold of it; a finger needs them. */
const gripPx = 12;
const fewest = 8;

export function ViewStrip({ values, view, onView }: ViewStripProps) {
  const { ref, width } = useElementSize();
  const held = useRef<{ readonly end: "from" | "to" | "both"; readonly at: number; readonly view: View } | null>(null);
  const count = values.length;
  const xAt = (place: number) => (place / Math.max(1, count)) * width;
  const path = useMemo(() => pathOf(values, width), [values, width]);
  const placeAt = (event: PointerEvent<SVGSVGElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    return Math.round(((event.clientX - left) / Math.max(1, width)) * count);
  };
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = placeAt(event);
    const near = (place: number) => Math.abs(xAt(at) - xAt(place)) <= gripPx;
    const end = near(view.from) ? "from" : near(view.to) ? "to" : "both";
    const isInside = at >= view.from && at < view.to;
    const taken = end !== "both" || isInside ? view : movedTo(view, at - Math.round((view.to - view.from) / 2), count);
    if (taken !== view) onView(taken);
    held.current = { end, at, view: taken };
  };
  const move = (event: PointerEvent<SVGSVGElement>) => {
    if (!held.current) return;
    const { end, at, view: before } = held.current;
    const by = placeAt(event) - at;
    if (end === "both") onView(movedTo(before, before.from + by, count));
    else if (end === "from") onView({ ...before, from: Math.max(0, Math.min(before.to - fewest, before.from + by)) });
    else onView({ ...before, to: Math.min(count, Math.max(before.from + fewest, before.to + by)) });
  };
  const release = () => {
    held.current = null;
  };
  const [left, right] = [xAt(view.from), xAt(view.to)];
  return (
    <div ref={ref} className={classes.strip} style={{ height }} aria-hidden="true">
      {width > 0 && (
        <svg
          width={width}
          height={height}
          onPointerDown={begin}
          onPointerMove={move}
          onPointerUp={release}
          onPointerCancel={release}
        >
          <path d={path} className={classes.stripLine} />
          <rect x={left} y={0.5} width={Math.max(2, right - left)} height={height - 1} className={classes.stripView} />
          {[left, right].map((x, end) => (
            <rect
              key={end === 0 ? "from" : "to"}
              x={x - 3}
              y={12}
              width={6}
              height={20}
              rx={2}
              className={classes.grip}
            />
          ))}
        </svg>
      )}
    </div>
  );
}

/** The same width from another place, inside. */
export function movedTo({ from, to }: View, wanted: number, count: number): View {
  const width = Math.min(count, to - from);
  const first = Math.max(0, Math.min(count - width, wanted));
  return { from: first, to: first + width };
}

/** Half or twice as much about the same middle. */
export function zoomed({ from, to }: View, factor: number, count: number): View {
  const width = Math.min(count, Math.max(Math.min(fewest, count), Math.round((to - from) * factor)));
  return movedTo({ from: 0, to: width }, Math.round((from + to - width) / 2), count);
}

function pathOf(values: ArrayLike<number>, width: number): string {
  const places = thinPlaces([values], 0, values.length, mostPoints).filter((place) => Number.isFinite(values[place]));
  let [low, high] = [Infinity, -Infinity];
  for (const place of places) {
    low = Math.min(low, values[place]!); // places of the values
    high = Math.max(high, values[place]!); // as above
  }
  return places
    .map((place, i) => {
      const x = (place / Math.max(1, values.length)) * width;
      const y = height - 4 - ((values[place]! - low) / (high - low || 1)) * (height - 8); // as above
      return `${i === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join("");
}
