/** A profile as Markdown. */
import { tableOf } from "./markdown";
import type { Profile } from "./session";

/** Where the time of a step goes: by kernel, then by kernel and sizes for the longest. */
export function profileTables({ steps, totalMs, kernels }: Profile): string {
  const row = (words: readonly string[], ms: number, calls?: number) => [
    ...words,
    calls === undefined ? "" : String(Math.round((10 * calls) / steps) / 10),
    (ms / steps).toFixed(3),
    `${((100 * ms) / totalMs).toFixed(1)} %`,
  ];
  const byName = new Map<string, { calls: number; ms: number }>();
  for (const { name, calls, ms } of kernels) {
    const sum = byName.get(name) ?? { calls: 0, ms: 0 };
    byName.set(name, { calls: sum.calls + calls, ms: sum.ms + ms });
  }
  const sorted = [...byName].sort(([, a], [, b]) => b.ms - a.ms);
  const inKernels = sorted.reduce((sum, [, { ms }]) => sum + ms, 0);
  const numbers = ["calls a step", "ms a step", "share"];
  const names = tableOf(
    ["kernel", ...numbers],
    [
      ...sorted.map(([name, { calls, ms }]) => row([name], ms, calls)),
      row(["between the kernels"], totalMs - inKernels),
      row(["all"], totalMs),
    ],
  );
  const longest = kernels
    .slice(0, 24)
    .map(({ name, shapes, calls, ms, leastMs }) => [...row([name, shapes], ms, calls), leastMs.toFixed(3)]);
  return `${names}\n\n${tableOf(["kernel", "inputs", ...numbers, "shortest call, ms"], longest)}`;
}
