/** Stretches of time that are drawn as one: errors of neighbouring hours are alike, and so are those of sensors at the same hour. */

const dayMs = 86_400_000;
/** Fewer blocks than these tell little of their spread. */
const fewestBlocks = 20;

/**
 * Number of the block of each time. Blocks do not overlap (Carlstein 1986) and are as long as the horizon, the cube root of the number of steps and, where steps are shorter, a day,
 * whichever is longest, but short enough that there are twenty.
 * @param times [window], in the unit of `step`.
 */
export function timeBlocks(
  times: Float64Array,
  { step, isDated, horizon }: { readonly step: number; readonly isDated: boolean; readonly horizon: number },
): Int32Array<ArrayBuffer> {
  let [first, last] = [Infinity, -Infinity];
  for (const time of times) {
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  const steps = Math.round((last - first) / step) + 1;
  const day = isDated ? Math.round(dayMs / step) : 1;
  const wanted = Math.max(horizon, day, Math.ceil(Math.cbrt(steps)));
  const length = Math.max(1, Math.min(wanted, Math.floor(steps / fewestBlocks)));
  return Int32Array.from(times, (time) => Math.floor(Math.round((time - first) / step) / length));
}
