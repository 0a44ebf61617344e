/** Rows that a model gives back: their errors beside the simple rules', and where their codes lie. */
import { sizeOf, type Block } from "../../core/block";
import { breathe } from "../../core/breathe";
import type { FittedModel } from "../../core/estimator";
import type { Evaluation, ReconstructionRule, UsualErrors } from "../../core/evaluation";
import type { Series } from "../../core/series";
import type { Cases, CaseWindows, ResolvedFit } from "../../core/run";
import type { ReconstructionTask } from "../../core/task";
import { isOfTime } from "../../metrics/bootstrap";
import { evaluateReconstruction } from "../../metrics/evaluate-reconstruction";
import { principalComponents, projectRows } from "../../metrics/principal-components";
import { rowErrors, thresholdOf, type RowErrors } from "../../metrics/reconstruction";

/** Rows with what came back of them. */
export interface GivenBack {
  readonly inputs: Block;
  readonly outputs: Block;
  readonly errors: RowErrors;
  readonly references: readonly { readonly rule: ReconstructionRule; readonly errors: RowErrors }[];
  /** [row, code] */
  readonly codes: Block;
}

/** Throws an Error where the model gives nothing back. */
export async function giveBack(model: FittedModel, inputs: Block): Promise<GivenBack> {
  const { reconstruction } = model;
  if (!reconstruction) throw new Error("the model does not give its inputs back");
  const [rowCount = 0] = inputs.shape;
  const outputs = await model.predict(inputs);
  const references = [];
  for (const { rule, predict } of reconstruction.references) {
    const { data } = await predict(inputs);
    references.push({ rule, errors: rowErrors(inputs.data, data, rowCount) });
    await breathe();
  }
  return {
    inputs,
    outputs,
    errors: rowErrors(inputs.data, outputs.data, rowCount),
    references,
    codes: await reconstruction.encode(inputs),
  };
}

export function usualErrorsOf({ errors, references }: Pick<GivenBack, "errors" | "references">): UsualErrors {
  return {
    model: errors.absolute.toSorted(),
    references: references.map((reference) => reference.errors.absolute.toSorted()),
  };
}

export interface ReconstructionJudgement {
  readonly task: ReconstructionTask;
  readonly request: Pick<ResolvedFit, "hyperparameters" | "seed">;
  readonly categories: readonly string[];
  /** Data set row numbers. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** Category codes, aligned with `rows`. */
  readonly targets: Float64Array<ArrayBuffer>;
  readonly given: GivenBack;
  readonly usual: UsualErrors;
  readonly features: readonly string[];
  readonly groups: Int32Array<ArrayBuffer> | null;
  readonly unit: string;
  /** null where single rows are given back. */
  readonly windows: CaseWindows | null;
}

export function quantileOf({ hyperparameters }: Pick<ResolvedFit, "hyperparameters">): number {
  return Number(hyperparameters["quantile"] ?? 0.95);
}

export function evaluateGivenBack(judgement: ReconstructionJudgement): Evaluation {
  const { task, request, categories, targets, given, usual, groups, unit, windows } = judgement;
  const evaluation = evaluateReconstruction({
    errors: given.errors,
    references: given.references,
    usual,
    quantile: quantileOf(request),
    codes: targets,
    categories,
    normal: task.normal?.category ?? null,
    groups,
    unit,
    seed: request.seed,
  });
  if (!windows) return evaluation;
  // Where they are drawn by stretches of time, what is counted are the windows.
  return { ...evaluation, rowUnit: "windows", ...(isOfTime(unit) ? { n: evaluation.rowCount } : {}) };
}

/** A table with more inputs than these has too many to show each one's error. */
const mostShown = 200;

export function givenBackCases(judgement: ReconstructionJudgement): Cases {
  const { request, categories, rows, targets, given, usual, features, windows } = judgement;
  const { inputs, outputs, errors, codes } = given;
  const width = sizeOf(inputs.shape.slice(1));
  const isShown = inputs.shape.length === 2 ? width <= mostShown : windows !== null;
  return {
    rows,
    actual: targets,
    predicted: errors.absolute,
    probabilities: new Float64Array(0),
    categories,
    reconstruction: {
      threshold: thresholdOf(usual.model, quantileOf(request)),
      usualErrors: usual.model,
      map: mapOf(codes),
      differences: isShown ? differencesOf(inputs, outputs, rows.length, features.length) : new Float64Array(0),
      inputs: isShown ? features : [],
      ...(windows ? { windows } : {}),
    },
  };
}

/** [row, input]: absolute differences, of windows the means over their steps. */
function differencesOf(inputs: Block, outputs: Block, rowCount: number, width: number): Float64Array<ArrayBuffer> {
  const differences = new Float64Array(rowCount * width);
  const size = rowCount === 0 ? 0 : inputs.data.length / rowCount;
  outputs.data.forEach((value, i) => {
    const at = Math.floor(i / size) * width + (i % width);
    differences[at]! += (Math.abs(value - inputs.data[i]!) * width) / size; // of one shape
  });
  return differences;
}

/** Where windows are that end at these places. */
export function placesOfWindows(
  { times, isDated }: Pick<Series, "times" | "isDated">,
  ends: Uint32Array<ArrayBuffer>,
  lookBack: number,
): CaseWindows {
  return { lookBack, places: ends, times: Float64Array.from(ends, (end) => times[end]!), isDated }; // a place
}

/** [row, 2]: a code of two numbers as it is, another along the two directions in which these rows differ most. */
function mapOf({ data, shape }: Block): Float64Array<ArrayBuffer> {
  const [rowCount = 0, width = 0] = shape;
  if (width === 2) return Float64Array.from(data);
  const found = principalComponents(data, rowCount, width, 2);
  const along = projectRows(data, rowCount, found);
  return Float64Array.from({ length: 2 * rowCount }, (_, i) => {
    const axis = i % 2;
    return axis < found.count ? along[Math.floor(i / 2) * found.count + axis]! : 0; // within the rows
  });
}
