/** What networks that read sequences reach on real files with their defaults: means over seeds, on test rows. */
import { describe, expect, test } from "vitest";
import type { ClassificationMetrics, GenerationMetrics } from "../../core/metrics";
import {
  areReferencesThere,
  fitReference,
  referencesMissing,
  rmseOf,
  type Outcome,
} from "./sequence-references.fixture";

if (!areReferencesThere) test.skip(referencesMissing, () => undefined);

/** On a machine that does other things. */
const longMs = 5_400_000;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What was measured, to be read beside the bound. */
function say(what: string, values: readonly number[], outcomes: readonly Outcome[]): void {
  const each = outcomes.map(({ seconds }, i) => `${values[i]!.toFixed(3)} in ${seconds.toFixed(0)} s`); // one for each
  console.info(what, mean(values).toFixed(3), `(${each.join(", ")})`);
}

/** Published of the lane: LSTM 9.90, GRU 9.97; a linear autoregression 10.26, the last value 11.31. Of the motorway: 401 and 808, a forest with the calendar 207. */
describe.runIf(areReferencesThere)("networks over windows of real series", () => {
  test.each([
    ["lane", "lstm", 10.1],
    ["lane", "gru", 10.1],
    ["lane", "transformer", 10.2],
    ["motorway", "mlp", 260],
  ] as const)("%s: %s at most %d", async (name, model, most) => {
    const outcomes = await fitReference(name, { model }, [1, 2, 3]);
    const errors = outcomes.map(rmseOf);
    say(`${name}, ${model}: RMSE`, errors, outcomes);
    expect(mean(errors)).toBeLessThanOrEqual(most);
  });
});

/** Counted words with a support vector machine: accuracy 0.987, F1 of spam 0.951. The bounds are those that we set ourselves. */
describe.runIf(areReferencesThere)("short messages, a fifth held back, stratified", () => {
  test.each(["lstm", "transformer", "logistic"] as const)(
    "%s",
    async (model) => {
      const outcomes = await fitReference("messages", { model }, [1, 2, 3, 4, 5]);
      const scores = outcomes.map(({ evaluation }) => evaluation.metrics as ClassificationMetrics); // of classes
      const accuracies = scores.map(({ accuracy }) => accuracy);
      const f1 = scores.map((score) => score.f1);
      say(`messages, ${model}: accuracy`, accuracies, outcomes);
      say(`messages, ${model}: F1 of spam`, f1, outcomes);
      expect(mean(accuracies)).toBeGreaterThanOrEqual(0.98);
      expect(mean(f1)).toBeGreaterThanOrEqual(0.92);
    },
    longMs,
  );
});

describe.runIf(areReferencesThere)("short messages, written character by character", () => {
  test(
    "the LSTM is at most 0.6 times as perplexed as pairs of characters are",
    async () => {
      const outcomes = await fitReference("characters", { model: "lstm" }, [1, 2, 3]);
      const ratios = outcomes.map(({ evaluation: { metrics, baseline } }) => {
        const [model, bigram] = [metrics as GenerationMetrics, baseline as GenerationMetrics]; // of texts
        return model.perplexity / bigram.perplexity;
      });
      say("characters, lstm: perplexity ÷ that of pairs", ratios, outcomes);
      expect(mean(ratios)).toBeLessThanOrEqual(0.6);
    },
    longMs,
  );
});
