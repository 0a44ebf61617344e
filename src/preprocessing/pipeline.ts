/** A chain of steps: fitted on training rows only, applied to any rows, saved as JSON. */
import { allRows } from "../core/all-rows";
import type { Block } from "../core/block";
import type { Column } from "../core/column";
import type { Dataset } from "../core/dataset";
import { fail } from "../core/failure";
import { resolveFields } from "../core/field";
import type { FittedPipeline, FittedStep, InputColumn, PipelineStep, StepEffect } from "../core/pipeline";
import { terms } from "../core/terms";
import type { Work } from "../core/work";
import { featureColumnsOf, inputShapeOf, requireShape, type FeatureColumns } from "./feature-columns";
import { takeFrame, type Frame } from "./frame";
import { layOut } from "./lay-out";
import { stepSpecOf } from "./registry";
import { commonestCode, medianOf, presentValues } from "./statistics";
import { refuseStep, stepColumns, type StepSpec, type Transformed } from "./step-spec";

export interface AppliedPipeline {
  /** As in `Samples`. */
  readonly inputs: Block;
  /** Data set row numbers that are left, in the order given. */
  readonly rows: Uint32Array<ArrayBuffer>;
  readonly effects: readonly StepEffect[];
}

/** What the steps made of a frame, before it is laid out row by row. */
export interface FeatureFrame extends Pick<AppliedPipeline, "rows" | "effects"> {
  /** Aligned with `rows`. */
  readonly features: FeatureColumns;
}

/**
 * Learns each step from the training rows, each from what the one before it made of them.
 * Throws `data/unknown-column`, `fit/setting`, `prepare/step`, `prepare/too-few-rows`, `prepare/missing-values`.
 */
export function* fitPipeline(
  dataset: Dataset,
  features: readonly string[],
  steps: readonly PipelineStep[],
  trainRows: Uint32Array<ArrayBuffer>,
): Work<FittedPipeline> {
  let frame = takeFrame(dataset, features, trainRows);
  const inputColumns: InputColumn[] = [];
  for (const column of frame.columns) {
    inputColumns.push(describeInput(column));
    yield;
  }
  const fittedSteps: FittedStep[] = [];
  for (const asked of steps) {
    if (asked.columns.length === 0) continue;
    const spec = stepSpecOf(asked);
    const step = { ...asked, params: completeParams(spec, asked) };
    checkColumns(frame, spec, step);
    const fitted: FittedStep = { ...step, state: yield* spec.fit(frame, step) };
    fittedSteps.push(fitted);
    frame = (yield* applyStep(frame, fitted)).frame;
    if (frame.rows.length === 0) throw fail("prepare/too-few-rows", { subset: "train", rows: 0 });
  }
  const made = featureColumnsOf(frame);
  return {
    steps: fittedSteps,
    features: frame.columns.map((column) => column.name),
    inputShape: inputShapeOf(made),
    ...(made.kind === "tokens" ? { vocabularySize: made.vocabularySize } : {}),
    inputColumns,
  };
}

/** Does the fitted steps to a frame of the input columns. Throws `prepare/missing-values` where gaps remain. */
export function* applyPipeline(fitted: FittedPipeline, frame: Frame): Work<AppliedPipeline> {
  const { features, rows, effects } = yield* transformFrame(fitted, frame);
  return { inputs: yield* layOut(features, allRows({ rowCount: rows.length })), rows, effects };
}

/** The same without laying the columns out. */
export function* transformFrame(fitted: FittedPipeline, frame: Frame): Work<FeatureFrame> {
  const effects: StepEffect[] = [];
  let current = frame;
  for (const step of fitted.steps) {
    const transformed = yield* applyStep(current, step);
    current = transformed.frame;
    effects.push(transformed.effect);
  }
  const features = requireShape(featureColumnsOf(current), fitted.inputShape);
  return { features, rows: current.rows, effects };
}

function* applyStep(frame: Frame, step: FittedStep): Work<Transformed> {
  const spec = stepSpecOf(step);
  const transformed = yield* spec.transform(frame, step, step.state);
  const names = transformed.frame.columns.map((column) => column.name);
  const twice = names.length === new Set(names).size ? undefined : names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return transformed;
  throw refuseStep(spec.label, {
    en: `it would make a second column called “${twice}”`,
    zh: `它会产生第二个名为“${twice}”的列`,
  });
}

function completeParams(spec: StepSpec, step: PipelineStep): PipelineStep["params"] {
  const { values, problems } = resolveFields(spec.fields, step.params);
  const [problem] = problems;
  if (!problem) return values;
  throw fail("fit/setting", { setting: problem.field, reasonEn: problem.reason.en, reasonZh: problem.reason.zh });
}

function checkColumns(frame: Frame, spec: StepSpec, step: PipelineStep): void {
  for (const { name, kind } of stepColumns(frame, step)) {
    if (spec.columnKinds.includes(kind)) continue;
    const words = terms[kind];
    throw refuseStep(spec.label, {
      en: `“${name}” is a ${words.en} column`,
      zh: `“${name}”是${words.zh}列`,
    });
  }
}

function describeInput(column: Column): InputColumn {
  const { name, kind } = column;
  if (kind === "text" || kind === "image") return { name, kind, categories: [], range: null, typical: null };
  if (kind === "category") {
    const present = new Set(column.codes);
    const typical = column.categories[commonestCode(column.codes, column.categories.length)] ?? null;
    return { name, kind, categories: column.categories.filter((_, code) => present.has(code)), range: null, typical };
  }
  const present = presentValues(column.values);
  if (present.length === 0) return { name, kind, categories: [], range: null, typical: null };
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < present.length; i++) {
    const value = present[i]!; // i < length
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { name, kind, categories: [], range: [low, high], typical: medianOf(present) };
}
