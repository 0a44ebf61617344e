/** Every family goes the same way on WebGPU as on the CPU: the losses of the first ten steps. */
import { afterAll, expect, test } from "vitest";
import { defaultsOf } from "../core/field";
import { resolveTraining } from "../core/training";
import { chooseBackend, useBackend } from "../tensor/backend";
import { memory } from "../tensor/memory";
import { drain, toyContext, toySamples } from "../training/toy-problem.fixture";
import { loadEstimator } from "./estimators";
import { families } from "./registry";

afterAll(() => chooseBackend());

const cases = families.flatMap((family) =>
  (["binary", "classes", "number"] as const)
    .filter((kind) => family.tasks.includes(kind === "number" ? "regression" : "classification"))
    .map((kind) => ({ name: `${family.id}, ${kind}`, family, kind })),
);

test.each(cases)("$name", async ({ family, kind }) => {
  const losses: number[][] = [];
  for (const backend of ["cpu", "webgpu"] as const) {
    await useBackend(backend);
    const before = memory();
    const estimator = await loadEstimator(family.id);
    const hyperparameters = { ...defaultsOf(family.fields), solver: "gradient" };
    // One batch an epoch, so that an epoch is a step.
    const training = resolveTraining({ epochs: 10, batchSize: 48, learningRate: 0.02 }, family.training);
    const context = toyContext(kind, training, { hyperparameters, validation: toySamples(kind, 20, 4, 2) });
    const { events, result } = await drain(estimator.fit(toySamples(kind, 48, 4, 1), context));
    losses.push(events.flatMap((event) => (event.type === "epoch" ? [event.record.train.loss] : [])));
    result.model.dispose();
    expect(memory()).toEqual(before);
  }
  const [cpu, webgpu] = losses;
  expect(cpu).toHaveLength(10);
  expect(cpu!.at(-1)).toBeLessThan(cpu![0]!);
  // Measured: 3e-7 at most, dropout included: its masks are the same on every backend.
  cpu!.forEach((loss, step) => expect(Math.abs(webgpu![step]! / loss - 1)).toBeLessThan(1e-3));
});
