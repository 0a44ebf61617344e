import { describe, expect, it } from "vitest";
import { toggledRow } from "./toggled-row";

describe("toggledRow", () => {
  it("adds a row in order and takes it out again", () => {
    const one = toggledRow(null, "d", 7);
    const two = toggledRow(one, "d", 3);
    expect(two?.rows).toEqual([3, 7]);
    expect(toggledRow(two, "d", 7)?.rows).toEqual([3]);
    expect(toggledRow(one, "d", 7)).toBeNull();
  });

  it("no longer calls the rows by the name of a selection that was changed", () => {
    const flagged = { dataset: "d", rows: [1], label: { en: "a flag", zh: "警示" } };
    expect(toggledRow(flagged, "d", 2)?.label.en).not.toBe("a flag");
  });
});
