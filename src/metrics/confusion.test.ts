import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { averagedScores, classCounts, classRates, countConfusion, scoreConfusion } from "./confusion";
import type { Confusion } from "./confusion";
import { equalWeights } from "./weights";

fc.configureGlobal({ seed: 1 });

const confusionOf = (cells: readonly (readonly number[])[]): Confusion => ({
  cells: Float64Array.from(cells.flat()),
  classCount: cells.length,
});

const anyRows = fc.integer({ min: 2, max: 5 }).chain((classCount) =>
  fc.record({
    classCount: fc.constant(classCount),
    cellOfRow: fc
      .array(fc.integer({ min: 0, max: classCount ** 2 - 1 }), { minLength: 1, maxLength: 60 })
      .map((cells) => Uint32Array.from(cells)),
  }),
);

describe("confusion matrix", () => {
  it("holds every row once, and its scores lie within their bounds", () => {
    fc.assert(
      fc.property(anyRows, ({ classCount, cellOfRow }) => {
        const confusion = countConfusion(cellOfRow, classCount, equalWeights(cellOfRow.length));
        const total = confusion.cells.reduce((sum, cell) => sum + cell, 0);
        const scores = scoreConfusion(confusion, null);
        const { micro, weighted } = averagedScores(confusion);
        expect(total).toBe(cellOfRow.length);
        expect(Math.abs(scores.mcc)).toBeLessThanOrEqual(1 + 1e-12);
        for (const name of ["accuracy", "balancedAccuracy", "precision", "recall", "f1"] as const) {
          expect(scores[name]).toBeGreaterThanOrEqual(0);
          expect(scores[name]).toBeLessThanOrEqual(1 + 1e-12);
        }
        expect(micro.f1).toBe(scores.accuracy);
        expect(weighted.recall).toBeCloseTo(scores.accuracy, 12);
      }),
    );
  });

  it("scores weighted rows as if they were repeated", () => {
    fc.assert(
      fc.property(anyRows, fc.infiniteStream(fc.integer({ min: 0, max: 3 })), ({ classCount, cellOfRow }, stream) => {
        const weights = Int32Array.from(cellOfRow, () => Number(stream.next().value));
        const repeated = Uint32Array.from(
          [...cellOfRow].flatMap((cell, row) => Array.from({ length: weights[row]! }, () => cell)),
        );
        expect(countConfusion(cellOfRow, classCount, weights)).toEqual(
          countConfusion(repeated, classCount, equalWeights(repeated.length)),
        );
      }),
    );
  });

  it("reads precision, recall, specificity and npv of the positive class", () => {
    const rates = classRates(
      classCounts(
        confusionOf([
          [50, 10],
          [5, 35],
        ]),
        1,
      ),
    );
    expect(rates).toEqual({
      precision: 35 / 45,
      recall: 35 / 40,
      specificity: 50 / 60,
      npv: 50 / 55,
      f1: 70 / 85,
    });
  });

  it("gives 0 for what is never predicted and NaN for what never occurs", () => {
    const rates = classRates({ truePositive: 0, falsePositive: 0, falseNegative: 4, trueNegative: 6 });
    expect(rates).toMatchObject({ precision: 0, recall: 0, f1: 0, specificity: 1, npv: 0.6 });
    const absent = classRates({ truePositive: 0, falsePositive: 3, falseNegative: 0, trueNegative: 7 });
    expect(absent).toMatchObject({ precision: 0, recall: NaN, f1: 0, specificity: 0.7, npv: 1 });
  });

  it("takes macro means over the classes that occur in targets or predictions", () => {
    const scores = scoreConfusion(
      confusionOf([
        [4, 0, 1, 0],
        [0, 0, 0, 0],
        [0, 0, 5, 0],
        [0, 0, 0, 0],
      ]),
      null,
    );
    expect(scores.recall).toBeCloseTo((0.8 + 1) / 2, 12);
    expect(scores.precision).toBeCloseTo((1 + 5 / 6) / 2, 12);
    const withFalseAlarm = scoreConfusion(
      confusionOf([
        [4, 1],
        [0, 0],
      ]),
      null,
    );
    expect(withFalseAlarm.recall).toBeCloseTo(0.8 / 2, 12);
    expect(withFalseAlarm.balancedAccuracy).toBeCloseTo(0.8, 12);
  });

  it("knows agreement by chance: a constant answer has mcc 0 and kappa 0", () => {
    const scores = scoreConfusion(
      confusionOf([
        [30, 0],
        [10, 0],
      ]),
      1,
    );
    expect(scores).toMatchObject({
      accuracy: 0.75,
      balancedAccuracy: 0.5,
      mcc: 0,
      kappa: 0,
      recall: 0,
      specificity: 1,
    });
  });
});
