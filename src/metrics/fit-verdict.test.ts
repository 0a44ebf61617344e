import { describe, expect, it } from "vitest";
import type { EpochRecord } from "../core/run";
import { bestEpochOf, diagnoseFit, fitVerdict } from "./fit-verdict";

const epochs = (count: number, train: (epoch: number) => number, validation: ((epoch: number) => number) | null) =>
  Array.from({ length: count }, (_, i): EpochRecord => {
    const epoch = i + 1;
    return {
      epoch,
      train: { loss: train(epoch), metric: 0 },
      validation: validation && { loss: validation(epoch), metric: 0 },
      learningRate: 0.001,
      durationMs: 1,
    };
  });
const falling = (epoch: number) => 0.1 + 0.6 * Math.exp(-epoch / 5);
const wobble = (epoch: number) => 0.005 * Math.sin(epoch * 2.4);

const flat = (epoch: number) => 0.69 + wobble(epoch);

describe("diagnosis of a fit", () => {
  it("finds overfitting: training keeps falling, validation rises after the best epoch", () => {
    const history = epochs(30, falling, (epoch) => 0.4 + 0.01 * Math.abs(epoch - 12) + wobble(epoch));
    expect(diagnoseFit(history, 12)).toBe("overfits");
    expect(fitVerdict(history, 12).en).toContain("overfits after epoch 12");
    expect(fitVerdict(history, 12).zh).toContain("第 12 轮");
  });

  it("finds it, too, where no patience keeps the best epoch, and says whose weights are kept", () => {
    const history = epochs(30, falling, (epoch) => 0.4 + 0.01 * Math.abs(epoch - 12));
    const { en, zh } = fitVerdict(history, 30);
    expect(en).toContain("overfits after epoch 12");
    expect(en).toContain("The weights of epoch 30 are kept.");
    expect([zh.includes("第 12 轮"), zh.includes("第 30 轮")]).toEqual([true, true]);
  });

  it("takes the earliest of the lowest validation losses for the best epoch, what is kept without validation", () => {
    expect(
      bestEpochOf(
        epochs(30, falling, (epoch) => Math.max(0.4, 0.52 - 0.01 * epoch)),
        30,
      ),
    ).toBe(12);
    expect(bestEpochOf(epochs(30, falling, null), 30)).toBe(30);
    expect(bestEpochOf([], 0)).toBe(0);
  });

  it("asks for more epochs where both still fall at the end", () => {
    const history = epochs(
      20,
      (epoch) => 1 - 0.03 * epoch,
      (epoch) => 1.1 - 0.03 * epoch,
    );
    expect(diagnoseFit(history, 20)).toBe("unfinished");
    expect(
      diagnoseFit(
        epochs(20, (epoch) => 1 - 0.03 * epoch, null),
        20,
      ),
    ).toBe("unfinished");
  });

  it("finds underfitting: both flat and no better than at the beginning", () => {
    expect(diagnoseFit(epochs(30, flat, flat), 5)).toBe("underfits");
  });

  it("finds that only the training rows are learned where validation never gets better", () => {
    const history = epochs(30, falling, flat);
    expect(diagnoseFit(history, 30)).toBe("memorises");
    expect(fitVerdict(history, 30).en).toContain("by heart");
    // Most was learned in the first epoch, and there is no gap.
    const quick = epochs(
      30,
      (epoch) => 0.3 + 0.03 / epoch,
      (epoch) => 0.3 + 0.01 / epoch,
    );
    expect(diagnoseFit(quick, 30)).toBe("fits");
  });

  it("is content with curves that fell and levelled off, wobbling a little", () => {
    const history = epochs(60, falling, (epoch) => falling(epoch) + 0.02 + wobble(epoch) / 2);
    expect(diagnoseFit(history, 50)).toBe("fits");
    expect(fitVerdict(history, 60).en).toContain("It fits well");
  });

  it("does not call a validation loss that only levels off overfitting", () => {
    const history = epochs(40, falling, (epoch) => 0.3 + 0.3 * Math.exp(-epoch / 3) + wobble(epoch));
    expect(diagnoseFit(history, 27)).toBe("fits");
  });

  it("says of what is solved in one step that there is no curve", () => {
    const [solved] = epochs(1, falling, falling);
    expect(diagnoseFit([{ ...solved!, learningRate: 0 }], 1)).toBe("exact");
    expect(diagnoseFit([solved!], 1)).toBe("early");
  });

  it("does not judge a handful of epochs, and says what it cannot see without validation", () => {
    expect(diagnoseFit([], 0)).toBe("early");
    expect(diagnoseFit(epochs(4, falling, falling), 4)).toBe("early");
    expect(fitVerdict(epochs(60, falling, null), 60).en).toContain("without validation rows");
  });
});
