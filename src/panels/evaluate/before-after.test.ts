import { expect, test } from "vitest";
import type { DatasetEdit } from "../../core/dataset-edit";
import type { Cases, Run } from "../../core/run";
import { editsByRow } from "./edits-now";
import { runBefore } from "./run-before";
import { testChanges } from "./test-changes";

function casesOf(rows: readonly number[], actual: readonly string[], categories: readonly string[]): Cases {
  return {
    rows: Uint32Array.from(rows),
    actual: Float64Array.from(actual, (name) => categories.indexOf(name)),
    predicted: new Float64Array(rows.length),
    probabilities: new Float64Array(rows.length * categories.length),
    categories,
  };
}

test("test rows are compared by the names of their classes, whatever their codes", () => {
  const before = casesOf([2, 4, 6, 8], ["a", "b", "b", "a"], ["a", "b"]);
  const after = casesOf([2, 6, 8], ["a", "c", "a"], ["c", "a"]);
  expect(testChanges(before, after)).toEqual({ relabelled: 1, gone: 1, added: 0 });
  expect(testChanges(before, before)).toEqual({ relabelled: 0, gone: 0, added: 0 });
});

test("rows that only the later run was judged on are counted: the earlier one may have learned from them", () => {
  const before = casesOf([2, 4], ["a", "b"], ["a", "b"]);
  const after = casesOf([2, 5, 7], ["a", "b", "a"], ["a", "b"]);
  expect(testChanges(before, after)).toEqual({ relabelled: 0, gone: 1, added: 2 });
});

test("the run before is the latest of the same request on other data", () => {
  const run = (number: number, fingerprint: string, seed = 0, isJudged = true) =>
    ({
      number,
      fingerprint,
      request: { dataset: "d", seed, intendedUse: String(number) },
      evaluation: isJudged ? {} : undefined,
    }) as unknown as Run; // what is looked at
  const runs = [run(1, "old"), run(2, "old"), run(3, "old", 7), run(4, "old", 0, false), run(5, "new"), run(6, "new")];
  expect(runBefore(runs, runs[5]!)?.number).toBe(2); // the last of six
  expect(runBefore(runs, runs[1]!)).toBeNull(); // the second of six
  expect(runBefore(runs.slice(2), runs[5]!)).toBeNull(); // as above
});

test("of each row the last label of the outcome counts, and whether it is excluded", () => {
  const edits: readonly DatasetEdit[] = [
    { kind: "relabel", column: "shadow", rows: [1, 2], category: "yes" },
    { kind: "relabel", column: "view", rows: [1], category: "AP" },
    { kind: "exclude", rows: [2, 3] },
    { kind: "relabel", column: "shadow", rows: [2], category: "no" },
  ];
  expect([...editsByRow(edits, "shadow")]).toEqual([
    [1, { label: "yes", isExcluded: false }],
    [2, { label: "no", isExcluded: true }],
    [3, { label: null, isExcluded: true }],
  ]);
  expect(editsByRow(undefined, "shadow").size).toBe(0);
});
