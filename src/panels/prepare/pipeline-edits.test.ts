import { describe, expect, it } from "vitest";
import type { ColumnInfo } from "../../core/column";
import type { PipelineStep, StepInfo } from "../../core/pipeline";
import { describeSteps } from "../../preprocessing/registry";
import { createFixtureTable } from "../dataset.fixture";
import { movedStep, newStep, offeredSteps, replacedStep, withoutStep } from "./pipeline-edits";

const step = (kind: string): PipelineStep => ({ kind, columns: ["age"], params: {} });
const steps = [step("a"), step("b"), step("c")];
const kinds = (list: readonly PipelineStep[]) => list.map(({ kind }) => kind).join("");

describe("edits of a pipeline", () => {
  it("moves a step by one place, and not beyond the ends", () => {
    expect(kinds(movedStep(steps, 1, -1))).toBe("bac");
    expect(kinds(movedStep(steps, 1, 1))).toBe("acb");
    expect(movedStep(steps, 0, -1)).toBe(steps);
    expect(movedStep(steps, 2, 1)).toBe(steps);
  });

  it("removes and replaces a step, leaving the list it was given alone", () => {
    expect(kinds(withoutStep(steps, 1))).toBe("ac");
    expect(kinds(replacedStep(steps, 1, step("x")))).toBe("axc");
    expect(kinds(steps)).toBe("abc");
  });

  it("makes a new step on every feature that it can work on, with its defaults", () => {
    const words = { en: "", zh: "" };
    const info: StepInfo = {
      kind: "scale",
      label: words,
      summary: words,
      fields: [{ id: "factor", label: words, help: words, type: "number", default: 2, min: 0, max: 9 }],
      columnKinds: ["number"],
    };
    expect(newStep(info, createFixtureTable(30).info.columns)).toEqual({
      kind: "scale",
      columns: ["age", "cholesterol", "max heart rate"],
      params: { factor: 2 },
    });
  });
});

it("offers steps for what there is: pictures, texts, a table, or several", () => {
  const kindsFor = (features: readonly ColumnInfo[]) => offeredSteps(describeSteps(), features).map(({ kind }) => kind);
  const forPictures = ["resize", "normalise-pixels"];
  const columnOf = (kind: ColumnInfo["kind"]) => ({ name: kind, kind }) as ColumnInfo; // the parts that are read
  const [image, number] = [columnOf("image"), columnOf("number")];
  expect(kindsFor([columnOf("text")])).toEqual(["bag-of-words", "tokens"]);
  expect(kindsFor([image])).toEqual(forPictures);
  expect(kindsFor([number])).toContain("scale");
  expect(kindsFor([number])).not.toContain("resize");
  expect(kindsFor([number])).not.toContain("tokens");
  expect(kindsFor([image, number])).toEqual(expect.arrayContaining(["scale", ...forPictures]));
});
