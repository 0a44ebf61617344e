import { describe, expect, it } from "vitest";
import type { ColumnInfo } from "../../core/column";
import { proposeFeatures } from "../../preprocessing/propose";
import { createFixtureTable } from "../dataset.fixture";
import { answerKinds, featureReason, isNeverFeature, outcomeReason, splitColumns, taskFor } from "./question";

const { info } = createFixtureTable();

function column(name: string, change: Partial<ColumnInfo> = {}): ColumnInfo {
  const found = info.columns.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`the fixture has no column ${name}`);
  return { ...found, ...change };
}

describe("outcomeReason", () => {
  it("lets numbers and categories be predicted", () => {
    expect(outcomeReason(column("narrowing"))).toBeNull();
    expect(outcomeReason(column("age"))).toBeNull();
  });

  it("says why the others cannot be", () => {
    expect(outcomeReason(column("ward"))).toBe("constant");
    expect(outcomeReason(column("ward", { distinct: 0 }))).toBe("noValues");
    expect(outcomeReason(column("note"))).toBe("text");
    expect(outcomeReason(column("visit"))).toBe("time");
    expect(outcomeReason(column("patient"))).toBe("identifier");
  });
});

describe("featureReason", () => {
  it("proposes numbers, categories and times", () => {
    for (const name of ["age", "sex", "cholesterol", "visit"]) expect(featureReason(column(name))).toBeNull();
  });

  it("leaves out what is learned by heart or says nothing", () => {
    expect(featureReason(column("patient"))).toBe("group");
    expect(featureReason(column("age", { idLike: true }))).toBe("identifier");
    expect(featureReason(column("ward"))).toBe("constant");
    expect(featureReason(column("sex", { distinct: 51 }))).toBe("wide");
    expect(featureReason(column("sex", { name: "split" }))).toBe("split");
  });

  it("forbids only what no step can turn into numbers", () => {
    expect(isNeverFeature(featureReason(column("ward", { distinct: 0 })))).toBe(true);
    expect(isNeverFeature(featureReason(column("note")))).toBe(false);
    expect(isNeverFeature(featureReason(column("patient")))).toBe(false);
    expect(isNeverFeature(featureReason(column("age")))).toBe(false);
  });
});

describe("answerKinds", () => {
  it("offers both where a number has few values", () => {
    expect(answerKinds(column("age", { distinct: 2 }))).toEqual(["classification", "regression"]);
    expect(answerKinds(column("age", { distinct: 20 }))).toEqual(["regression", "classification"]);
    expect(answerKinds(column("age", { distinct: 21 }))).toEqual(["regression"]);
    expect(answerKinds(column("narrowing"))).toEqual(["classification"]);
    expect(answerKinds(column("note"))).toEqual([]);
  });
});

describe("taskFor", () => {
  it("keeps features and the positive class only for the same outcome", () => {
    const old = { kind: "classification", target: "narrowing", positive: "yes", features: ["age"] } as const;
    expect(taskFor(column("narrowing"), "classification", old)).toEqual(old);
    expect(taskFor(column("sex"), "classification", old)).toEqual({ kind: "classification", target: "sex" });
    expect(taskFor(column("narrowing"), "regression", old)).toEqual({
      kind: "regression",
      target: "narrowing",
      features: ["age"],
    });
  });
});

describe("splitColumns", () => {
  it("names the patient first for groups and the date first for time", () => {
    expect(splitColumns("group", info)[0]?.name).toBe("patient");
    expect(splitColumns("time", info)[0]?.name).toBe("visit");
  });

  it("has no column for splits that need none", () => {
    expect(splitColumns("random", info)).toEqual([]);
  });
});

it("leaves out what preprocessing leaves out", () => {
  const columns = [...info.columns, column("sex", { name: "town", distinct: 51 }), column("sex", { name: "split" })];
  const without = columns.filter((candidate) => featureReason(candidate) === null).map(({ name }) => name);
  expect(without).toEqual(proposeFeatures(columns, { kind: "classification", target: "" }));
});
