import { expect, test } from "vitest";
import { families, familyOf, modelOf } from "./registry";

test("ids are unique and found", () => {
  expect(new Set(families.map(({ id }) => id)).size).toBe(families.length);
  for (const { id } of families) expect(familyOf(id).id).toBe(id);
});

test("a model is a family or a family with a preset", () => {
  expect(modelOf("mlp")).toMatchObject({ family: { id: "mlp" }, preset: null });
  expect(modelOf("mlp/mlp-64-64")).toMatchObject({ family: { id: "mlp" }, preset: { id: "mlp-64-64" } });
});

test.each(["", "nothing", "mlp/nothing", "linear/mlp-64-64"])("“%s” is refused with the list of models", (model) => {
  expect(() => modelOf(model)).toThrowError(
    expect.objectContaining({ code: "fit/unknown-model", hint: expect.stringContaining("mlp/mlp-64-64") }),
  );
});

test("the reference preset is the one of the source", () => {
  const { preset } = modelOf("mlp/mlp-64-64");
  expect(preset?.hyperparameters).toEqual({ units: [64, 64], dropout: 0, activation: "relu", weightDecay: 0 });
  expect(preset?.training).toMatchObject({ epochs: 10, batchSize: 32, optimizer: "adam", earlyStopping: false });
});
