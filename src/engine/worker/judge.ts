/** What a model said of some rows, as scores beside the baseline and as single cases. */
import type { Block } from "../../core/block";
import type { Evaluation } from "../../core/evaluation";
import type { Cases } from "../../core/run";
import { asksWindows, type Task } from "../../core/task";
import { evaluateClassification, evaluateRegression } from "../../metrics/evaluate";
import { evaluateLabels } from "../../metrics/evaluate-labels";
import { evaluateUnits } from "../../metrics/evaluate-units";
import { evaluateWindowClasses, evaluateWindowValues, type KnownNow } from "../../metrics/evaluate-windows";
import type { JudgedUnits } from "./judged-units";

export interface Judgement {
  readonly task: Task;
  readonly categories: readonly string[];
  /** Data set row numbers. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** Class codes or values, or [row, label], aligned with `rows`. */
  readonly targets: Float64Array<ArrayBuffer>;
  /** [row, class] or [row, label] probabilities or [row, 1] values. */
  readonly outputs: Block;
  /** Of a forecast that says some: [window, step ahead, level], the outputs being the middle ones. */
  readonly quantiles?: Block;
  /** Outcomes of the training rows: all that the baseline knows. */
  readonly trainTargets: Float64Array<ArrayBuffer>;
  /** Unit of each row, where the split is by group. */
  readonly groups: Int32Array<ArrayBuffer> | null;
  readonly unit: string;
  /** Units that are judged as one beside, where rows have some. */
  readonly units: JudgedUnits | null;
  readonly seed: number;
  /** Of classes and numbers over windows: what these are in the middle of; null where that is what is asked. */
  readonly now?: KnownNow | null;
}

export function evaluate(judgement: Judgement): Evaluation {
  const { task, categories, targets, outputs, trainTargets, groups, unit, seed } = judgement;
  const { now = null } = judgement;
  const frame = { targets, trainTargets, groups, unit, seed };
  if (task.kind === "regression") {
    const predictions = Float64Array.from(outputs.data);
    return asksWindows(task)
      ? evaluateWindowValues({ ...frame, predictions, now })
      : evaluateRegression({ ...frame, predictions });
  }
  if (task.kind === "embedding") throw new Error("vectors of words are judged on pairs of neighbours");
  if (task.kind === "forecasting") throw new Error("a forecast is judged beside the rules of its series");
  if (task.kind === "generation") throw new Error("a generation is judged by its tokens");
  if (task.kind === "reconstruction") throw new Error("what is given back is judged beside its inputs");
  if (task.kind === "multilabel") {
    const unitsOfRows = judgement.units && { codes: judgement.units.codes, name: judgement.units.column };
    return evaluateLabels({ ...frame, probabilities: outputs, labels: categories, units: unitsOfRows });
  }
  const input = { ...frame, probabilities: outputs, categories, positive: task.positive ?? null };
  if (asksWindows(task)) return evaluateWindowClasses({ ...input, now });
  const evaluation = evaluateClassification(input);
  const { units } = judgement;
  const byUnit = units ? evaluateUnits({ ...input, units: units.codes, unit: units.column }) : [];
  return byUnit.length > 0 ? { ...evaluation, byUnit } : evaluation;
}

/** Of a forecast the first value to come: a case is a row. */
export function casesOf(judgement: Judgement): Cases {
  const { task, categories, rows, outputs, units } = judgement;
  const width = task.kind === "forecasting" ? task.window.horizon : 1;
  const targets = width > 1 ? judgement.targets.filter((_, i) => i % width === 0) : judgement.targets;
  return {
    rows,
    actual: targets,
    predicted: predictedOf(outputs, task, categories),
    probabilities: isOfValues(task) ? new Float64Array(0) : Float64Array.from(outputs.data),
    categories,
    ...(units ? { units: units.codes } : {}),
  };
}

function isOfValues({ kind }: Task): boolean {
  return kind === "regression" || kind === "forecasting" || kind === "generation" || kind === "embedding";
}

/** Class codes or values (of a forecast the first to come), or [row, label] 0 or 1, a label holding from a probability of one half up. Of two classes the positive one from a probability of one half up, of more the likeliest. */
export function predictedOf(outputs: Block, task: Task, categories: readonly string[]): Float64Array<ArrayBuffer> {
  const { data } = outputs;
  if (task.kind === "forecasting") {
    return Float64Array.from(data).filter((_, i) => i % task.window.horizon === 0);
  }
  if (task.kind === "generation" || task.kind === "embedding" || task.kind === "reconstruction") {
    return Float64Array.from(data);
  }
  if (task.kind === "regression") return Float64Array.from(data);
  if (task.kind === "multilabel") return Float64Array.from(data, (probability: number) => Number(probability >= 0.5));
  const width = categories.length;
  const positive = width === 2 ? Math.max(0, categories.indexOf(task.positive ?? categories[1] ?? "")) : -1;
  const predicted = new Float64Array(data.length / width);
  for (let row = 0; row < predicted.length; row++) {
    const at = row * width;
    if (positive >= 0) {
      predicted[row] = data[at + positive]! >= 0.5 ? positive : 1 - positive; // row and class are in the block
      continue;
    }
    let best = 0;
    for (let code = 1; code < width; code++) if (data[at + code]! > data[at + best]!) best = code; // as above
    predicted[row] = best;
  }
  return predicted;
}
