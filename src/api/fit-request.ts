/** Checks what a script asks to be fitted and says what is not there yet. The engine checks the values. */
import type { ColumnInfo } from "../core/column";
import type { PipelineStep } from "../core/pipeline";
import type { FitRequest as CoreFitRequest } from "../core/run";
import type { TrainingSettings } from "../core/training";
import { checkMembers, checkText, checkTexts, wrong } from "./check-argument";
import { readTask } from "./task-request";
import type { FitRequest, TrainingRequest } from "./types";

const requestMembers = [
  "dataset",
  "task",
  "model",
  "hyperparameters",
  "pipeline",
  "split",
  "training",
  "seed",
  "intendedUse",
];
type ColumnsOf = (dataset: string) => readonly ColumnInfo[];

const trainingMembers = [
  "epochs",
  "batchSize",
  "optimizer",
  "learningRate",
  "schedule",
  "earlyStopping",
  "classWeights",
  "clipNorm",
  "augmentation",
];
const augmentationMembers = [
  "flipHorizontal",
  "flipVertical",
  "shift",
  "rotate",
  "zoom",
  "brightness",
  "contrast",
  "mixup",
];
const stepMembers = ["kind", "columns", "params"];
const splitMembers = ["kind", "by", "validation", "test"];

/** `columnsOf` gives the columns of a data set that is open. Throws `api/argument` and `api/unsupported`. */
export function readFitRequest(request: FitRequest, columnsOf: ColumnsOf): CoreFitRequest {
  checkMembers("request", request, requestMembers);
  checkText("request.dataset", request.dataset);
  checkText("request.model", request.model);
  const { task, training, ...rest } = request;
  if (rest.pipeline) checkPipeline(rest.pipeline);
  if (rest.split) checkMembers("request.split", rest.split, splitMembers);
  return {
    ...rest,
    task: readTask(task, columnsOf(request.dataset)),
    ...(training ? { training: readTraining(training) } : {}),
  };
}

function readTraining(training: TrainingRequest): Partial<TrainingSettings> {
  checkMembers("request.training", training, trainingMembers);
  if (training.augmentation) checkMembers("request.training.augmentation", training.augmentation, augmentationMembers);
  return training as Partial<TrainingSettings>; // the engine checks every value against its field
}

function checkPipeline(pipeline: unknown): void {
  if (!Array.isArray(pipeline)) throw wrong("request.pipeline", pipeline, "array");
  pipeline.forEach((step: unknown, index) => {
    const argument = `request.pipeline[${index}]`;
    checkMembers(argument, step, stepMembers);
    const { kind, columns } = step as Partial<PipelineStep>; // an object, its members not yet known
    checkText(`${argument}.kind`, kind);
    checkTexts(`${argument}.columns`, columns);
  });
}

/** Data set and rows to evaluate or predict on. Throws `api/argument`. */
export function readPlace(
  on: unknown,
  others: readonly string[] = [],
): { readonly dataset: string; readonly rows?: readonly number[] } {
  checkMembers("on", on, ["dataset", "rows", ...others]);
  const { dataset, rows } = on as { readonly dataset?: unknown; readonly rows?: unknown }; // an object, its members not yet known
  checkText("on.dataset", dataset);
  if (rows === undefined) return { dataset };
  if (!Array.isArray(rows) || !rows.every(Number.isInteger)) throw wrong("on.rows", rows, "number[]");
  return { dataset, rows };
}

/** How far a forecast goes. Throws `api/argument`. */
export function readSteps(on: object): { readonly steps?: number; readonly latest?: boolean } {
  const { steps, latest } = on as { readonly steps?: unknown; readonly latest?: unknown }; // its members not yet known
  if (latest !== undefined && typeof latest !== "boolean") throw wrong("on.latest", latest, "boolean");
  const isLatest = latest ? { latest } : {};
  if (steps === undefined) return isLatest;
  if (typeof steps === "number" && Number.isInteger(steps) && steps >= 1) return { steps, ...isLatest };
  throw wrong("on.steps", steps, "a whole number of steps from 1");
}
