/** A band of a forecast for a timeline, in words. */
import type { Format } from "../../i18n/locale";
import type { Messages } from "../../i18n/messages";
import type { TimelineBand } from "./timeline-plot";

/** @param nominal how often the truth is meant to be in it. Edges are [place], NaN where there is nothing. */
export function bandBetween(
  low: Float64Array,
  high: Float64Array,
  color: string,
  nominal: number,
  words: Messages["forecast"],
  format: Format,
): TimelineBand {
  const label = words.bandOf(format.level(nominal));
  return {
    ...{ label, color },
    low: { id: "band-low", label: words.lowEdge(label), color, values: low },
    high: { id: "band-high", label: words.highEdge(label), color, values: high },
  };
}
