import { describe, expect, it } from "vitest";
import type { PipelineStep, StepEffect } from "../../core/pipeline";
import type { PreparePreview } from "../../core/prepare-preview";
import { effectsOf } from "./step-effects";

const step = (kind: string, ...columns: string[]): PipelineStep => ({ kind, columns, params: {} });
const effect = (kind: string): StepEffect => ({
  kind,
  changed: 1,
  droppedRows: 0,
  columnsBefore: 1,
  columnsAfter: 1,
  message: { en: kind, zh: kind },
});
const previewOf = (...pipeline: PipelineStep[]) =>
  ({ resolved: { pipeline }, effects: pipeline.map(({ kind }) => effect(kind)) }) as unknown as PreparePreview; // the parts that are read

describe("effectsOf", () => {
  it("gives each step its own effect", () => {
    const steps = [step("impute", "age"), step("scale", "age")];
    expect(effectsOf(steps, previewOf(...steps)).map((found) => found?.kind)).toEqual(["impute", "scale"]);
  });

  it("passes over a step that the preview left out", () => {
    const steps = [step("impute", "note"), step("impute", "age"), step("scale", "age")];
    const found = effectsOf(steps, previewOf(step("impute", "age"), step("scale", "age")));
    expect(found.map((entry) => entry?.kind ?? null)).toEqual([null, "impute", "scale"]);
  });

  it("knows a step again whose columns were restricted to the features", () => {
    const found = effectsOf([step("scale", "age", "weight")], previewOf(step("scale", "age")));
    expect(found[0]?.kind).toBe("scale");
  });

  it("knows nothing before there is a preview", () => {
    expect(effectsOf([step("scale", "age")], null)).toEqual([null]);
  });
});
