import { describe, expect, it } from "vitest";
import { binProbabilities, expectedCalibrationError } from "./calibration";
import { brierLosses, logLosses } from "./probability-loss";
import { equalWeights } from "./weights";

const errorOf = (probability: number, happened: readonly boolean[]) => {
  const stated = new Float64Array(happened.length).fill(probability);
  return expectedCalibrationError(
    binProbabilities(stated, (row) => happened[row]!),
    equalWeights(happened.length),
  );
};

describe("expected calibration error", () => {
  it("is none where shares are as stated, and the gap where they are not", () => {
    expect(errorOf(0.25, [true, false, false, false])).toBeCloseTo(0, 12);
    expect(errorOf(0.95, [true, false, false, false])).toBeCloseTo(0.7, 12);
    expect(errorOf(1, [true, true])).toBe(0);
  });

  it("keeps gaps of different bins apart", () => {
    const bins = binProbabilities(Float64Array.of(0.1, 0.9), (row) => row === 0);
    expect(expectedCalibrationError(bins, equalWeights(2))).toBeCloseTo(0.9, 12);
  });
});

describe("losses of stated probabilities", () => {
  const targets = Uint32Array.of(1, 0, 1);
  const probabilities = Float64Array.of(0.2, 0.8, 1, 0, 1, 0);

  it("clips what is stated as impossible at the float64 epsilon", () => {
    const losses = logLosses(targets, probabilities, 2);
    expect(losses[0]).toBeCloseTo(-Math.log(0.8), 12);
    expect(losses[1]).toBeCloseTo(0, 12);
    expect(losses[2]).toBeCloseTo(52 * Math.LN2, 9);
  });

  it("squares the distance of the positive class, or of all classes", () => {
    expect([...brierLosses(targets, probabilities, 2, 1)].map((loss) => Number(loss.toFixed(12)))).toEqual([
      0.04, 0, 1,
    ]);
    expect([...brierLosses(targets, probabilities, 2, null)].map((loss) => Number(loss.toFixed(12)))).toEqual([
      0.08, 0, 2,
    ]);
  });
});
