import { describe, expect, it } from "vitest";
import type { ColumnInfo } from "../core/column";
import type { DatasetInfo } from "../core/dataset";
import { emptyDraft, type Draft } from "../core/project";
import { families } from "../models/registry";
import { columnInfo, datasetInfo } from "./fake-engine.fixture";
import { draftFor, requestOf } from "./fit-requests";

const outcome = (categories: readonly string[]): DatasetInfo => ({
  id: "d",
  name: "d",
  rowCount: 4,
  columns: [{ name: "outcome", kind: "category", categories } as ColumnInfo], // the parts that are read
  warnings: [],
  warningCount: 0,
  redFlags: [],
  source: { files: [] },
  fingerprint: "",
  sizeBytes: 0,
});
const draft: Draft = { ...emptyDraft, task: { kind: "classification", target: "outcome", positive: "sick" } };

describe("draftFor", () => {
  it("keeps the positive class where the outcome has it", () => {
    expect(draftFor(draft, outcome(["sick", "well"])).task).toMatchObject({ positive: "sick" });
  });

  it("drops it where an outcome of the same name has other classes", () => {
    expect(draftFor(draft, outcome(["no", "yes"])).task).toEqual({ kind: "classification", target: "outcome" });
  });

  it("keeps it where the page does not know the classes", () => {
    expect(draftFor(draft, outcome([])).task).toMatchObject({ positive: "sick" });
  });
});

describe("draftFor several labels", () => {
  const labels: Draft = { ...emptyDraft, task: { kind: "multilabel", targets: ["fluid", "mass"] } };
  const data = datasetInfo("d", [columnInfo("fluid", "category"), columnInfo("mass"), columnInfo("age")]);

  it("keeps the question where all its columns are there, and takes a family that answers it", () => {
    expect(draftFor(labels, data).task).toEqual(labels.task);
    expect(requestOf(labels, data, families)?.model).toBe("mlp");
    expect(draftFor(labels, datasetInfo("e", [columnInfo("fluid", "category")])).task).toBeNull();
  });
});

describe("requestOf", () => {
  const task = { kind: "classification", target: "ill" } as const;
  const modelOf = (changes: Partial<Draft>, dataset: DatasetInfo) =>
    requestOf({ ...emptyDraft, task, ...changes }, dataset, families)?.model;
  const pictures = datasetInfo("p", [columnInfo("image", "image"), columnInfo("ill", "category"), columnInfo("age")]);

  it("takes the first family that answers the question", () => {
    expect(modelOf({}, datasetInfo("t"))).toBe("logistic");
  });

  it("takes one that looks at pictures where there are some, unless others are asked for", () => {
    expect(modelOf({}, pictures)).toBe("cnn");
    expect(modelOf({ task: { ...task, features: ["image"] } }, pictures)).toBe("cnn");
    expect(modelOf({ task: { ...task, features: ["age"] } }, pictures)).toBe("logistic");
    expect(modelOf({ task: { kind: "regression", target: "age" } }, pictures)).toBe("cnn");
  });

  it("keeps the one that was chosen", () => {
    expect(modelOf({ model: "mlp" }, pictures)).toBe("mlp");
  });
});
