import { describe, expect, it } from "vitest";
import type { ColumnInfo } from "../core/column";
import { exampleList, hasTwoValues, isYesOrNo, listsLabels } from "./label-columns";

function category(name: string, categories: readonly string[], change: Partial<ColumnInfo> = {}): ColumnInfo {
  const top = categories.map((known) => ({ category: known, count: 1 })).slice(0, 12);
  return {
    name,
    kind: "category",
    missing: 0,
    distinct: categories.length,
    categories,
    idLike: false,
    summary: { kind: "category", top },
    ...change,
  };
}

const text = (name: string, example: string): ColumnInfo =>
  category(name, [], { kind: "text", distinct: 90, summary: { kind: "text", meanLength: 20, example } });

const amount = (min: number, max: number, distinct: number): ColumnInfo => {
  const summary = { kind: "number", min, max, mean: 0, standardDeviation: 1, median: 0, histogram: [] } as const;
  return category("amount", [], { kind: "number", distinct, summary });
};

describe("listsLabels", () => {
  it("knows lists by labels that come back, whatever stands between them", () => {
    for (const mark of ["|", "; ", ", "]) {
      const lists = [`effusion${mark}mass`, "mass", "No Finding"];
      expect(listsLabels(category("findings", lists))).toBe(true);
      expect(exampleList(category("findings", lists))).toBe(`effusion${mark}mass`);
    }
  });

  it("takes no names with commas in them, no identifiers and no single classes for lists", () => {
    expect(listsLabels(category("doctor", ["Smith, John", "Jones, Mary"]))).toBe(false);
    expect(listsLabels(category("id", ["a|b", "a|c"], { idLike: true }))).toBe(false);
    expect(listsLabels(category("label", ["effusion", "mass"]))).toBe(false);
  });

  it("takes no phrases and no words of free text for labels", () => {
    const phrase = "the patient came by ambulance in the middle of the night";
    expect(listsLabels(category("note", [`${phrase}, ${phrase}`, phrase]))).toBe(false);
    const words = Array.from({ length: 101 }, (_, at) => `word ${at}`);
    expect(listsLabels(category("words", [words.join("|"), "word 1"]))).toBe(false);
    expect(listsLabels(category("words", [words.slice(1).join("|"), "word 1"]))).toBe(true);
  });

  it("goes by the commonest where there are too many categories to list", () => {
    const many = category("findings", [], {
      summary: {
        kind: "category",
        top: [
          { category: "mass", count: 9 },
          { category: "mass|oedema", count: 3 },
        ],
      },
    });
    expect(listsLabels(many)).toBe(true);
  });

  it("knows of a text its first value and its name", () => {
    expect(listsLabels(text("seen", "mass|oedema"))).toBe(true);
    expect(listsLabels(text("finding_labels", "mass"))).toBe(true);
    expect(listsLabels(text("file", "images/7.png"))).toBe(false);
  });
});

describe("two values", () => {
  it("are a label that a case has or has not", () => {
    expect(hasTwoValues(category("sex", ["female", "male"]))).toBe(true);
    expect(hasTwoValues(amount(0, 1, 2))).toBe(true);
    expect(hasTwoValues(amount(0, 2, 3))).toBe(false);
    expect(hasTwoValues(text("note", "yes"))).toBe(false);
  });

  it("are yes and no where their words say so", () => {
    expect(isYesOrNo(category("mass", ["no", "yes"]))).toBe(true);
    expect(isYesOrNo(amount(0, 1, 2))).toBe(true);
    expect(isYesOrNo(amount(1, 2, 2))).toBe(false);
    expect(isYesOrNo(category("sex", ["female", "male"]))).toBe(false);
  });
});
