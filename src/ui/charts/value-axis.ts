import type { YAxisProps } from "recharts";
import type { Format } from "../../i18n/locale";
import type { roundAxis } from "./round-range";

/** The axis of values at the left of curves, from round end to round end; from 0 to 1 where there is no value. `width` in pixels. */
export function valueAxis(axis: ReturnType<typeof roundAxis>, label: string, width: number, format: Format) {
  return {
    domain: axis?.ends ?? [0, 1],
    ...(axis ? { ticks: axis.ticks } : {}),
    width,
    interval: 0,
    tickFormatter: (value: number) => format.significant(value),
    stroke: "var(--lb-hairline-strong)",
    label: { value: label, angle: -90, position: "insideLeft", offset: -1, style: { textAnchor: "middle" } },
  } satisfies YAxisProps;
}
