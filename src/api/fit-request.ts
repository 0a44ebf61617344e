/** Checks what a script asks to be fitted and says what is not there yet. The engine checks the values. */
import { fail } from "../core/failure";
import type { FitRequest as CoreFitRequest } from "../core/run";
import type { Task } from "../core/task";
import type { TrainingSettings } from "../core/training";
import type { FitRequest, TaskRequest, TrainingRequest } from "./types";

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
const taskMembers = ["kind", "target", "positive", "features"];
const trainingMembers = [
  "epochs",
  "batchSize",
  "optimizer",
  "learningRate",
  "schedule",
  "earlyStopping",
  "classWeights",
  "augmentation",
];
const splitMembers = ["kind", "by", "validation", "test"];

/** Throws `api/argument` and `api/unsupported`. */
export function readFitRequest(request: FitRequest): CoreFitRequest {
  checkMembers("request", request, requestMembers);
  checkText("request.dataset", request.dataset);
  checkText("request.model", request.model);
  const { task, training, ...rest } = request;
  if (rest.split) checkMembers("request.split", rest.split, splitMembers);
  return { ...rest, task: readTask(task), ...(training ? { training: readTraining(training) } : {}) };
}

function readTask(task: TaskRequest): Task {
  checkObject("request.task", task);
  const supported = "classification, regression";
  if (task.kind !== "classification" && task.kind !== "regression") {
    throw fail("api/unsupported", { what: `task.kind ${JSON.stringify(task.kind)}`, supported });
  }
  if (task.window) throw fail("api/unsupported", { what: "task.window", supported: `${supported} (row by row)` });
  checkMembers("request.task", task, [...taskMembers, "window"]);
  const target = readTarget(task.target);
  const features = task.features ? { features: task.features } : {};
  if (task.kind === "regression") return { kind: task.kind, target, ...features };
  return { kind: task.kind, target, ...features, ...(task.positive === undefined ? {} : { positive: task.positive }) };
}

function readTarget(target: string | readonly string[]): string {
  const [only, ...others] = Array.isArray(target) ? target : [target];
  if (others.length > 0) {
    throw fail("api/unsupported", { what: "task.target with several columns", supported: "one target column" });
  }
  checkText("request.task.target", only);
  return only;
}

function readTraining(training: TrainingRequest): Partial<TrainingSettings> {
  checkMembers("request.training", training, trainingMembers);
  const { augmentation, ...settings } = training;
  if (augmentation) {
    const supported = trainingMembers.filter((member) => member !== "augmentation").join(", ");
    throw fail("api/unsupported", { what: "training.augmentation", supported });
  }
  return settings as Partial<TrainingSettings>; // the engine checks every value against its field
}

/** Throws `api/argument` where the value is not an object or has a member that is not known. */
export function checkMembers(argument: string, value: unknown, known: readonly string[]): void {
  checkObject(argument, value);
  const other = Object.keys(value).find((member) => !known.includes(member));
  if (other === undefined) return;
  throw fail("api/argument", { argument: `${argument}.${other}`, given: "unknown", expected: known.join(", ") });
}

export function checkText(argument: string, value: unknown): asserts value is string {
  if (typeof value === "string" && value !== "") return;
  throw fail("api/argument", { argument, given: show(value), expected: "string" });
}

function checkObject(argument: string, value: unknown): asserts value is object {
  if (typeof value === "object" && value !== null) return;
  throw fail("api/argument", { argument, given: show(value), expected: "object" });
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
