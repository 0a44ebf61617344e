import { describe, expect, it } from "vitest";
import type { ColumnInfo } from "../../core/column";
import type { Task } from "../../core/task";
import { createFixtureTable } from "../dataset.fixture";
import { firstLabels, labelSources, labelTask, singleTask } from "./label-question";

const { info } = createFixtureTable();

function column(name: string, change: Partial<ColumnInfo> = {}): ColumnInfo {
  const sex = info.columns.find((candidate) => candidate.name === "sex");
  if (!sex) throw new Error("the fixture has no column sex");
  return { ...sex, name, ...change };
}

const yesNo = (name: string) => column(name, { categories: ["no", "yes"] });
const list = column("findings", {
  categories: ["effusion|mass", "mass"],
  summary: { kind: "category", top: [{ category: "mass", count: 2 }] },
});
const age = info.columns.filter(({ name }) => name === "age");

describe("labelSources", () => {
  it("needs two columns of two values, or one list", () => {
    expect(labelSources(age)).toBeNull();
    expect(labelSources([...age, yesNo("mass")])).toBeNull();
    expect(labelSources([...age, yesNo("mass"), yesNo("oedema")])?.single).toHaveLength(2);
    expect(labelSources([...age, list])).toEqual({ lists: [list], single: [] });
  });
});

describe("firstLabels", () => {
  const single = [yesNo("mass"), column("sex"), yesNo("oedema")];
  const asked = (target: string): Task => ({ kind: "classification", target });

  it("asks about a list before single columns, and about all of yes and no", () => {
    expect(firstLabels({ lists: [list], single }, null)).toEqual(["findings"]);
    expect(firstLabels({ lists: [], single }, null)).toEqual(["mass", "oedema"]);
  });

  it("keeps the outcome so far among them", () => {
    expect(firstLabels({ lists: [list], single }, asked("oedema"))).toEqual(["mass", "oedema"]);
    expect(firstLabels({ lists: [], single }, asked("sex"))).toEqual(["mass", "sex", "oedema"]);
    expect(firstLabels({ lists: [column("tags"), list], single }, asked("findings"))).toEqual(["findings"]);
  });

  it("takes all of two values where too few are yes and no", () => {
    expect(firstLabels({ lists: [], single: single.slice(0, 2) }, null)).toEqual(["mass", "sex"]);
  });
});

describe("labelTask", () => {
  it("keeps chosen features that are no label now", () => {
    const old = { kind: "multilabel", targets: ["a", "b"], features: ["age", "c"] } as const;
    expect(labelTask(["b", "c"], old)).toEqual({ kind: "multilabel", targets: ["b", "c"], features: ["age"] });
  });

  it("proposes features anew after another question", () => {
    const old = { kind: "classification", target: "a", features: ["age"] } as const;
    expect(labelTask(["a", "b"], old)).toEqual({ kind: "multilabel", targets: ["a", "b"] });
  });
});

describe("singleTask", () => {
  it("goes back to the first label that can be predicted by itself", () => {
    const columns = [...age, yesNo("mass"), yesNo("oedema")];
    const task = { kind: "multilabel", targets: ["mass", "oedema"] } as const;
    expect(singleTask(columns, task)).toEqual({ kind: "classification", target: "mass" });
  });

  it("asks for another outcome where the labels are texts", () => {
    const task = { kind: "multilabel", targets: ["findings"] } as const;
    const texts = column("findings", { kind: "text" });
    expect(singleTask([texts, ...age], task)).toEqual({ kind: "regression", target: "age" });
    expect(singleTask([texts], task)).toBeNull();
  });
});
