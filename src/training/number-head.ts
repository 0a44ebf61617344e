/** The last layer of a network that says numbers: one, all steps ahead of a forecast, or quantiles of these. */
import { createBlock, sizeOf, type Block } from "../core/block";
import type { LastValue, Samples } from "../core/samples";
import type { Task } from "../core/task";
import type { LossSpec } from "../tensor/losses/registry";
import type { Rows } from "../tensor/rows";

export interface NumberHead {
  readonly kind: "number";
  readonly mean: number;
  readonly deviation: number;
  /** How many values of a series are forecast at once; 1 where left out. */
  readonly width?: number;
  /** Levels, ascending; where given, each value has a quantile of each of them, and there is an output for each: all values of the first level first. */
  readonly quantiles?: readonly number[];
  /** Where given, what is learned is the change from this last value. */
  readonly from?: LastValue;
}

/** With the mean and standard deviation of the training targets, or of their change where that is to be learned. */
export function numberHeadOf(train: Samples, task: Task, learnsChange: boolean): NumberHead {
  const width = task.kind === "forecasting" ? { width: task.window.horizon } : {};
  const quantiles = task.kind === "forecasting" && task.quantiles ? { quantiles: task.quantiles } : {};
  const from = learnsChange && train.lastValue ? { from: train.lastValue } : {};
  const values = lessStart(train, { ...width, ...from });
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { kind: "number", mean, deviation: Math.sqrt(variance) || 1, ...width, ...quantiles, ...from };
}

/** Width of the last layer. */
export function numberOutputs({ width = 1, quantiles }: NumberHead): number {
  return width * (quantiles?.length ?? 1);
}

/** What is minimised, and rows as it takes them. */
export function numbersOf(head: NumberHead): { readonly loss: LossSpec; rowsOf(samples: Samples): Rows } {
  const { width = 1, quantiles, mean, deviation } = head;
  const targetWidth = numberOutputs(head);
  return {
    loss: quantiles ? { type: "pinball", levels: quantiles } : "mean-squared-error",
    rowsOf(samples) {
      const targets = lessStart(samples, head).map((value) => (value - mean) / deviation);
      return {
        inputs: samples.inputs,
        targets: quantiles ? repeatRows(targets, width, quantiles.length) : targets,
        ...(targetWidth > 1 ? { targetWidth } : {}),
        weights: new Float32Array(samples.targets.data.length / width).fill(1),
      };
    },
  };
}

/** Outputs [row, output] to values [row, step ahead], or quantiles of them [row, step ahead, level]. */
export function numbersSaid(head: NumberHead, outputs: Block, inputs: Block): Block {
  if (head.quantiles) return quantilesOf(head, head.quantiles.length, outputs, inputs);
  const startOf = startsOf(head, inputs);
  return createBlock(
    Float64Array.from(outputs.data, (value, i) => startOf(i) + head.mean + head.deviation * value),
    [outputs.shape[0] ?? 0, head.width ?? 1],
  );
}

/** The targets, or their change. */
function lessStart({ inputs, targets }: Samples, head: Pick<NumberHead, "width" | "from">): Float64Array {
  const startOf = startsOf(head, inputs);
  return Float64Array.from(targets.data, (value, i) => value - startOf(i));
}

/** What each output, by its place in [row, width], is the change from; 0 where it is the value itself. */
function startsOf({ width = 1, from }: Pick<NumberHead, "width" | "from">, { data, shape }: Block) {
  if (!from) return () => 0;
  const { at, mean, deviation } = from;
  const size = sizeOf(shape.slice(1));
  return (output: number) => mean + deviation * data[Math.floor(output / width) * size + at]!; // within a row
}

/**
 * [row, level × value] to [row, value, level], ascending: quantiles that cross are put in order, which never takes them farther from the truth (Chernozhukov,
 * Fernández-Val and Galichon 2010).
 */
function quantilesOf(head: NumberHead, levels: number, { data, shape }: Block, inputs: Block): Block {
  const { width = 1, mean, deviation } = head;
  const startOf = startsOf(head, inputs);
  const [rowCount = 0] = shape;
  const values = new Float64Array(rowCount * width * levels);
  for (let i = 0; i < rowCount * width; i++) {
    const first = Math.floor(i / width) * width * levels + (i % width);
    const own = values.subarray(i * levels, (i + 1) * levels);
    for (let k = 0; k < levels; k++) own[k] = startOf(i) + mean + deviation * data[first + k * width]!; // within a row
    own.sort();
  }
  return createBlock(values, [rowCount, width, levels]);
}

/** [row, value] to [row, times × value]. */
function repeatRows(values: Float64Array, width: number, times: number): Float64Array {
  const repeated = new Float64Array(values.length * times);
  for (let at = 0; at < values.length; at += width) {
    const row = values.subarray(at, at + width);
    for (let k = 0; k < times; k++) repeated.set(row, at * times + k * width);
  }
  return repeated;
}
