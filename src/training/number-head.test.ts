import { describe, expect, test } from "vitest";
import { createBlock } from "../core/block";
import { lossOf } from "../tensor/losses/registry";
import { numberHeadOf, numberOutputs, numbersOf, numbersSaid } from "./number-head";
import { toyHorizon, toyTask, toyWindows } from "./toy-problem.fixture";

const windows = toyWindows(30, 1);
const quantiles = [0.1, 0.5, 0.9];
const head = numberHeadOf(windows, { ...toyTask("series"), quantiles } as ReturnType<typeof toyTask>, true); // a forecast

describe("a head of quantiles", () => {
  test("has an output for each level and step, whose targets are the same for every level", () => {
    expect(numberOutputs(head)).toBe(3 * toyHorizon);
    const { loss, rowsOf } = numbersOf(head);
    expect(loss).toEqual({ type: "pinball", levels: quantiles });
    const { targets, targetWidth } = rowsOf(windows);
    expect(targetWidth).toBe(6);
    const [first, second] = targets;
    expect([...targets.subarray(0, 6)]).toEqual([first, second, first, second, first, second]);
    expect(lossOf(loss).targetType).toBe("float32");
  });

  test("gives them in the unit of the target, by step, and in order where they cross", () => {
    const { targets } = numbersOf(head).rowsOf(windows);
    // The highest level says too little and the lowest too much, by one deviation.
    const outputs = Float64Array.from(targets, (value, i) => value + [1, 0, -1][Math.floor((i % 6) / 2)]!); // three levels
    const said = numbersSaid(head, createBlock(outputs, [30, 6]), windows.inputs);
    expect(said.shape).toEqual([30, toyHorizon, 3]);
    said.data.forEach((value, i) => {
      const truth = windows.targets.data[Math.floor(i / 3)]!; // one for each step
      expect(value).toBeCloseTo(truth + [-1, 0, 1][i % 3]! * head.deviation, 9); // three levels
    });
  });
});
