import { describe, expect, it } from "vitest";
import { categoryColumn, numberColumn } from "../../core/make-column";
import { rowRange, toyDataset } from "../../core/toy-dataset.fixture";
import type { SplitRequest } from "../../core/split";
import { splitSeries } from "./split-series";

const part = ["train", "train", "test", "test", "train", "train", "train", "train", "test", "test"];
const dataset = toyDataset([
  numberColumn("t", [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]),
  categoryColumn("part", part),
  categoryColumn("sensor", ["a", "b", "c", "d", "e", "a", "b", "c", "d", "e"]),
]);
const split = (request: SplitRequest, time?: string) => {
  const made = splitSeries(dataset, time === undefined ? {} : { time }, request, rowRange(10), 0);
  return { train: Array.from(made.train), validation: Array.from(made.validation), test: Array.from(made.test) };
};

describe("splitting series", () => {
  it("gives the last rows to test, in the order of time or as they stand", () => {
    const request = { kind: "time", validation: 0.1, test: 0.2 } as const;
    expect(split(request, "t")).toEqual({ train: [3, 4, 5, 6, 7, 8, 9], validation: [2], test: [0, 1] });
    expect(split(request)).toEqual({ train: [0, 1, 2, 3, 4, 5, 6], validation: [7], test: [8, 9] });
  });

  it("respects a given split and carves the latest training rows out of it, none by chance", () => {
    const request = { kind: "given", by: "part", validation: 0.2 } as const;
    expect(split(request, "t")).toEqual({ train: [4, 5, 6, 7], validation: [0, 1], test: [2, 3, 8, 9] });
    expect(split({ ...request, validation: 0 })).toEqual({
      train: [0, 1, 4, 5, 6, 7],
      validation: [],
      test: [2, 3, 8, 9],
    });
  });

  it("keeps whole series together, and refuses to deal neighbours to both sides", () => {
    const { test } = split({ kind: "group", by: "sensor", validation: 0.2, test: 0.2 });
    expect(test.map((row) => row % 5)).toEqual([test[0], test[0]]);
    expect(() => split({ kind: "random" })).toThrow("later rows");
  });
});
