/** Round ends for an axis. */

/** A round number (1, 2 or 5 times a power of ten) near the length divided by the count. */
export function roundStep(length: number, count: number): number {
  const rough = length / count;
  if (!(rough > 0) || !Number.isFinite(rough)) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough) ?? 10;
  return factor * power;
}

/** The range widened to whole steps, with the ticks at them. */
export function roundRange(
  low: number,
  high: number,
  count = 5,
): { readonly ends: [number, number]; readonly ticks: number[] } {
  const step = roundStep(high - low || Math.abs(high), count);
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
  return { ends: [ticks[0]!, ticks.at(-1)!], ticks }; // at least two
}

/** Round ends and ticks for the values that are numbers, or for a given range; null where there is no value. Of our own: a chart library's take decimal arithmetic at every redraw. */
export function roundAxis(values: readonly number[], given?: readonly [number, number]) {
  const finite = values.filter(Number.isFinite);
  const [low, high] = given ?? [Math.min(...finite), Math.max(...finite)];
  return finite.length > 0 ? roundRange(low, high, 4) : null;
}

/** Round places from first to last; where only whole numbers stand there, as epochs and steps do, none between two of them. */
export function ticksBetween(first: number, last: number, areWhole: boolean): readonly number[] {
  const ticks = roundAxis([first, last])?.ticks ?? [];
  return ticks.filter((tick) => tick >= first && tick <= last && (!areWhole || Number.isInteger(tick)));
}
