/** The side of the squares that a model is given, where it was left open. */
import type { Column, ImageColumn } from "../../core/column";
import type { PipelineStep } from "../../core/pipeline";
import { medianOf } from "../statistics";
import { resize } from "../steps/resize";

/** Larger pictures are worth their time only where somebody says so; in smaller ones there is nothing left to see. */
const [smallest, largest] = [16, 64];

/** Steps whose sizes are all said: the model's where it asks for one, else that of the pictures of the training rows. */
export function withPictureSizes(
  steps: readonly PipelineStep[],
  columns: readonly Column[],
  trainRows: Uint32Array<ArrayBuffer>,
  modelSize: number,
): readonly PipelineStep[] {
  return steps.map((step) => {
    if (step.kind !== resize.kind || (step.params.size ?? 0) !== 0) return step;
    const column = columns.find(({ name, kind }) => kind === "image" && step.columns.includes(name));
    if (column?.kind !== "image") return step;
    const size = modelSize > 0 ? modelSize : usualSize(column, trainRows);
    return { ...step, params: { ...step.params, size }, filledIn: ["size"] };
  });
}

/** Median of the longer sides, from 16 to 64. */
function usualSize({ widths, heights }: ImageColumn, rows: Uint32Array<ArrayBuffer>): number {
  const present = rows.filter((row) => widths[row]! > 0); // row is in the column
  const sides = Float64Array.from(present, (row) => Math.max(widths[row]!, heights[row]!)); // as above
  const median = medianOf(sides);
  return Number.isNaN(median) ? largest : Math.round(Math.min(largest, Math.max(smallest, median)));
}
