/** A small cut of the soak test beside it. */
import { expect, test } from "vitest";
import { areSeriesThere, fitReference, seriesMissing } from "./sequence-references.fixture";

if (!areSeriesThere) test.skip(seriesMissing, () => undefined);

test.runIf(areSeriesThere)(
  "two epochs of an LSTM over the lane are better than its last value",
  async () => {
    const training = { epochs: 2 } as const;
    const [outcome] = await fitReference("lane", { model: "lstm", training }, [1]);
    expect(outcome?.rmse).toBeLessThan(0.97 * (outcome?.lastValue ?? NaN));
  },
  60_000,
);
