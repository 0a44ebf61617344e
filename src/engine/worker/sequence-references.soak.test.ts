/** What networks over windows reach on real series with their defaults: the mean of three seeds, on test rows. */
import { describe, expect, test } from "vitest";
import { areSeriesThere, fitReference, seriesMissing } from "./sequence-references.fixture";

if (!areSeriesThere) test.skip(seriesMissing, () => undefined);

const seeds = [1, 2, 3];

/** Published of the lane: LSTM 9.90, GRU 9.97; a linear autoregression 10.26, the last value 11.31. Of the motorway: 401 and 808, a forest with the calendar 207. */
describe.runIf(areSeriesThere)("networks over windows of real series", () => {
  test.each([
    ["lane", "lstm", 10.1],
    ["lane", "gru", 10.1],
    ["lane", "transformer", 10.2],
    ["motorway", "mlp", 260],
  ] as const)("%s: %s at most %d", async (name, model, most) => {
    const outcomes = await fitReference(name, { model }, seeds);
    const mean = outcomes.reduce((sum, { rmse }) => sum + rmse, 0) / outcomes.length;
    console.info(name, model, mean.toFixed(2), outcomes.map(({ rmse, seconds }) => `${rmse.toFixed(2)} in ${seconds.toFixed(0)} s`).join(", ")); // prettier-ignore
    expect(mean).toBeLessThanOrEqual(most);
  });
});
