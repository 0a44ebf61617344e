/** What a run of the benchmark found: written as JSON, shown as tables. */
import type { Opened } from "./session";

export interface Measured extends Opened {
  readonly stepMs: readonly number[];
  readonly minMs: number;
  readonly medianMs: number;
  readonly memoryBytes: number | null;
}

/** One network with one contender: numbers, or why there are none. */
export type Cell =
  | { readonly network: string; readonly contender: string; readonly ok: true; readonly measured: Measured }
  | { readonly network: string; readonly contender: string; readonly ok: false; readonly problem: string };

export interface Machine {
  /** ISO date. */
  readonly date: string;
  readonly processor: string;
  readonly cores: number;
  /** Programs that wanted a core in the minute before: on a quiet machine well below 1. */
  readonly load: number | null;
  /** Null where none was needed. */
  readonly browser: string | null;
  /** Versions of Node and of Dawn in it; null where neither was needed. */
  readonly node: string | null;
  /** What WebGPU runs on there; null where there is none. */
  readonly adapter: string | null;
  /** Version of TensorFlow.js. */
  readonly tensorflow: string;
  /** Null where no Python has it. */
  readonly pytorch: string | null;
  /** The graphics device that PyTorch computes on; null where it has none. */
  readonly cuda: string | null;
  /** Bytes of the Python process before it has a network. */
  readonly pytorchBytes: number | null;
}

export interface Report {
  readonly machine: Machine;
  /** Threads given to those who are given all. */
  readonly threads: number;
  readonly cells: readonly Cell[];
}

/** Ratios of medians on one network; null where one of the two has none. */
export interface Ratios {
  readonly network: string;
  /** Ours to PyTorch, with all threads and with one: below 1 ours is faster. */
  readonly oursToPytorch: number | null;
  readonly oursToPytorchOneThread: number | null;
  /** The fastest stock backend of a machine without a GPU to ours with all threads: how many times faster ours is. */
  readonly stockToOurs: number | null;
}

/** Stock backends that need no graphics adapter. */
const stockWithoutGpu = ["cpu", "stock-wasm"];

export function networksOf(report: Report): readonly string[] {
  return [...new Set(report.cells.map(({ network }) => network))];
}

export function ratiosOf(report: Report, network: string): Ratios {
  const medianMsOf = (contender: string) => {
    const cell = cellOf(report, network, contender);
    return cell?.ok ? cell.measured.medianMs : NaN;
  };
  const known = (ratio: number) => (Number.isFinite(ratio) ? ratio : null);
  const stock = Math.min(...stockWithoutGpu.map(medianMsOf).filter((ms) => !Number.isNaN(ms)));
  return {
    network,
    oursToPytorch: known(medianMsOf("ours") / medianMsOf("pytorch")),
    oursToPytorchOneThread: known(medianMsOf("ours-1") / medianMsOf("pytorch-1")),
    stockToOurs: known(stock / medianMsOf("ours")),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}

/** Sums up the steps of a cell. Where steps take seconds, the few whose loss was read are all there are. */
export function measuredOf(opened: Opened, stepMs: readonly number[], memoryBytes: number | null): Measured {
  return { ...opened, stepMs, minMs: Math.min(...stepMs), medianMs: median(stepMs), memoryBytes };
}

export function cellOf(report: Report, network: string, contender: string): Cell | undefined {
  return report.cells.find((cell) => cell.network === network && cell.contender === contender);
}

/** Largest |a - b| / |b| over the first losses that both have; null where one of them has none. */
export function largestLossDifference(
  losses: readonly number[],
  reference: readonly number[],
): { readonly steps: number; readonly difference: number } | null {
  const steps = Math.min(losses.length, reference.length);
  if (steps === 0) return null;
  let difference = 0;
  losses.slice(0, steps).forEach((loss, i) => {
    const wanted = reference.at(i) ?? NaN;
    const here = Math.abs(loss - wanted) / Math.max(Math.abs(wanted), Number.MIN_VALUE);
    // A NaN is never small.
    if (!(here <= difference)) difference = here;
  });
  return { steps, difference };
}
