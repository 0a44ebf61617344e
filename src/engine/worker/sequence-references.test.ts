/** A small cut of the soak test beside it. */
import { expect, test } from "vitest";
import { areReferencesThere, fitReference, referencesMissing, rmseOf } from "./sequence-references.fixture";

if (!areReferencesThere) test.skip(referencesMissing, () => undefined);

test.runIf(areReferencesThere)(
  "two epochs of an LSTM over the lane are better than its last value",
  async () => {
    const training = { epochs: 2 } as const;
    const [outcome] = await fitReference("lane", { model: "lstm", training }, [1]);
    const lastValue = outcome!.evaluation.rivals?.find(({ rule }) => rule === "last-value"); // one seed
    expect(rmseOf(outcome!)).toBeLessThan(0.97 * (lastValue?.metrics.rmse ?? NaN)); // the same
  },
  60_000,
);
