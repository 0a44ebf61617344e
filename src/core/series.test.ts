import { describe, expect, it } from "vitest";
import { fillForward } from "./series";

describe("filling forward", () => {
  it("reaches so far and no further, and never into another run", () => {
    const starts = Uint32Array.of(0, 0, 0, 0, 4, 4);
    expect(Array.from(fillForward(Float64Array.of(1, NaN, NaN, NaN, NaN, 2), starts, 2))).toEqual([
      1,
      1,
      1,
      NaN,
      NaN,
      2,
    ]);
  });
});
