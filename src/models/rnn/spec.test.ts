import { expect, test } from "vitest";
import { recurrentLayers } from "../../training/recurrent-layers";
import { rnn } from "./spec";

test("rnn-tanh is one layer whose last state gives the answer, and nothing is left to our defaults", () => {
  const [preset] = rnn.presets;
  const hyperparameters = preset?.hyperparameters ?? {};
  expect(preset?.id).toBe("rnn-tanh");
  expect(Object.keys(hyperparameters).toSorted()).toEqual(
    rnn.fields
      .filter(({ type }) => type !== "name")
      .map(({ id }) => id)
      .toSorted(),
  );
  expect(recurrentLayers("simple-rnn", { shape: [24, 4] }, hyperparameters)).toEqual([
    { type: "simple-rnn", units: 64 },
  ]);
});
