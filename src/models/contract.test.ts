/** What every family must do, with its defaults; a new family is tested by its line in families.ts. */
import { beforeAll, describe, expect, test } from "vitest";
import { defaultsOf } from "../core/field";
import type { Checkpoint, FitContext, Materials } from "../core/estimator";
import type { JsonObject } from "../core/json";
import type { ModelSpec } from "../core/model-spec";
import { inputFormOf, type Samples } from "../core/samples";
import { resolveTraining } from "../core/training";
import { filesOf, lineNetwork } from "../tensor/backbone/model-files.fixture";
import { openBackbone } from "../tensor/backbone/open-backbone";
import { memory } from "../tensor/memory";
import { chooseBackend, useBackend } from "../tensor/backend";
import type { Task } from "../core/task";
import type { ToyKind } from "../training/toy-problem.fixture";
import { curveOf, drain, toyContext, toyHorizon, toyTask } from "../training/toy-problem.fixture";
import { loadEstimator, preloadEstimators } from "./estimators";
import { families } from "./registry";
import { asSeeing, featureOf, fewOf, readsTexts, seesPictures, taskOf, toySamplesFor } from "./toy-samples.fixture";

beforeAll(async () => {
  await chooseBackend("cpu");
  await preloadEstimators();
  const model = lineNetwork();
  toyMaterials = { backbone: await openBackbone((await filesOf(model)).files) };
  model.dispose();
});

let toyMaterials: Materials = {};

/** The family's own settings, its own training but short, and each of its ways to solve. */
const variants = families.flatMap((family) => {
  const kinds: ToyKind[] = [];
  if (family.tasks.includes("classification")) kinds.push("binary", "classes");
  if (family.tasks.includes("multilabel")) kinds.push("labels");
  if (family.tasks.includes("regression")) kinds.push("number");
  if (family.tasks.includes("forecasting")) kinds.push("series");
  const solver = family.fields.find(({ id }) => id === "solver");
  const solvers = solver?.type === "choice" ? solver.options.map(({ value }) => value) : [null];
  // The heads are the same as of texts.
  const seen = family.forPictures
    ? [{ name: `${family.id}, classes of pictures`, family: asSeeing(family), kind: "classes" as const, solver: null }]
    : [];
  return [
    ...kinds.flatMap((kind) =>
      solvers.map((solver) => ({ name: `${family.id}, ${kind}${solver ? `, ${solver}` : ""}`, family, kind, solver })),
    ),
    ...seen,
  ];
});

function contextOf(
  family: ModelSpec,
  kind: ToyKind,
  solver: string | null,
  rest: Partial<FitContext> = {},
): FitContext {
  const materials = toyMaterials;
  const hyperparameters: JsonObject = {
    ...defaultsOf(family.fields),
    ...family.forTask?.[toyTask(kind).kind]?.hyperparameters,
    ...(seesPictures(family) ? family.forPictures?.hyperparameters : {}),
    ...fewOf(family),
    ...(solver ? { solver } : {}),
  };
  const training = resolveTraining(
    {
      ...{ epochs: seesPictures(family) ? 8 : 12, batchSize: 16, learningRate: 0.02 },
      // Attention in several layers takes smaller steps.
      ...(family.id === "transformer" ? { epochs: 24, learningRate: 0.008 } : {}),
      // So few pictures tell too little of the places of their bars.
      ...(seesPictures(family) && family.forPictures ? { epochs: 40, learningRate: 0.02, augmentation: false } : {}),
      // The number of a toy picture is the length of a bar: one that is zoomed or brightened tells another.
      ...(kind === "number" ? { augmentation: false } : {}),
    },
    family.training,
  );
  const validation = toySamplesFor(family, kind, 60, 2);
  return toyContext(kind, training, { hyperparameters, materials, validation, ...rest });
}

/** Width of the predictions. */
const outputCounts: { readonly [Kind in ToyKind]: number } = {
  binary: 2,
  classes: 3,
  labels: 2,
  number: 1,
  series: toyHorizon,
};

/** Share of wrong classes or labels, or mean absolute error; of the predictions and of the best constant. */
function errorsOf(
  kind: ToyKind,
  predictions: ArrayLike<number>,
  { targets }: Samples,
): { model: number; baseline: number } {
  const actual = Array.from(targets.data);
  if (kind === "number" || kind === "series") {
    const mean = actual.reduce((sum, value) => sum + value, 0) / actual.length;
    const error = (guess: (row: number) => number) =>
      actual.reduce((sum, value, row) => sum + Math.abs(value - guess(row)), 0) / actual.length;
    return { model: error((row) => predictions[row]!), baseline: error(() => mean) };
  }
  if (kind === "labels") {
    const wrong = actual.filter((value, i) => predictions[i]! >= 0.5 !== (value === 1)).length;
    const counts = [0, 1].map((label) => actual.filter((value, i) => i % 2 === label && value === 1).length);
    const best = counts.reduce((sum, count) => sum + Math.min(count, actual.length / 2 - count), 0);
    return { model: wrong / actual.length, baseline: best / actual.length };
  }
  const classCount = outputCounts[kind];
  const wrong = actual.filter((code, row) => {
    const own = Array.from({ length: classCount }, (_, k) => predictions[row * classCount + k]!);
    expect(own.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
    return own.indexOf(Math.max(...own)) !== code;
  });
  const commonest = Math.max(...[0, 1, 2].map((k) => actual.filter((code) => code === k).length));
  return { model: wrong.length / actual.length, baseline: 1 - commonest / actual.length };
}

describe.each(variants)("$name", ({ family, kind, solver }) => {
  const samples = (rowCount: number, seed: number) => toySamplesFor(family, kind, rowCount, seed);

  // JavaScript is too slow for convolutions and sequences: WebAssembly takes a second where it takes minutes.
  beforeAll(() => useBackend(seesPictures(family) || readsTexts(family) ? "wasm" : "cpu").then(() => {}));

  const fit = async (rest: Partial<FitContext> = {}) => {
    const estimator = await loadEstimator(family.id);
    const run = estimator.fit(samples(120, 1), contextOf(family, kind, solver, rest));
    return { estimator, ...(await drain(run)) };
  };

  test("learns more than a constant, repeats itself, survives saving, leaves nothing behind", async () => {
    const before = memory();
    const { estimator, result, events } = await fit();
    expect(result.failure).toBeNull();
    const unseen = samples(100, 3);
    const predictions = await result.model.predict(unseen.inputs);
    expect(predictions.shape).toEqual([100, outputCounts[kind]]);
    const { model, baseline } = errorsOf(kind, predictions.data, unseen);
    // Measured: 0.1 to 0.5 of the baseline.
    expect(model).toBeLessThan(0.75 * baseline);

    const restored = await estimator.restore(structuredClone(await result.model.save()));
    const again = await restored.predict(unseen.inputs);
    predictions.data.forEach((value, i) => expect(Math.abs(again.data[i]! - value)).toBeLessThan(1e-5));
    expect(restored.coefficients).toEqual(result.model.coefficients);

    const second = await fit();
    expect(curveOf(second.events)).toEqual(curveOf(events));
    expect((await second.result.model.predict(unseen.inputs)).data).toEqual(predictions.data);
    for (const owner of [result.model, restored, second.result.model]) owner.dispose();
    expect(memory()).toEqual(before);
  });

  test("leaves its inputs as they were", async () => {
    const [train, untouched] = [samples(120, 1), samples(120, 1)];
    const estimator = await loadEstimator(family.id);
    const context = contextOf(family, kind, solver);
    const { result } = await drain(estimator.fit(train, context));
    const { inputs } = samples(5, 3);
    await result.model.predict(inputs);
    result.model.dispose();
    expect(train).toEqual(untouched);
    expect(inputs).toEqual(samples(5, 3).inputs);
    expect(context.validation).toEqual(samples(60, 2));
  });

  test("ends soon when it is stopped, with a model that predicts", { retry: 2 }, async () => {
    const controller = new AbortController();
    controller.abort();
    const startedAt = performance.now();
    const { result, events } = await fit({ signal: controller.signal });
    expect(performance.now() - startedAt).toBeLessThan(200);
    expect(events.length).toBeLessThanOrEqual(1);
    const { data } = await result.model.predict(samples(5, 3).inputs);
    expect(data.every(Number.isFinite)).toBe(true);
    result.model.dispose();
  });

  // What else is fitted goes through the same loop.
  test.runIf(kind === "series" && solver === null)("goes on from where it was stopped to the same end", async () => {
    const whole = await fit();
    const controller = new AbortController();
    let checkpoint: Checkpoint | null = null;
    const saveCheckpoint = async (make: () => Promise<Checkpoint>) => {
      checkpoint = await make();
      if (checkpoint.epoch === 3) controller.abort();
    };
    const stopped = await fit({ signal: controller.signal, saveCheckpoint });
    const unseen = samples(20, 3).inputs;
    expect((await stopped.result.model.predict(unseen)).data.every(Number.isFinite)).toBe(true);
    expect(curveOf(stopped.events)).toEqual(curveOf(whole.events).slice(0, 3));
    const resumed = await fit({ checkpoint });
    expect(curveOf([...stopped.events, ...resumed.events])).toEqual(curveOf(whole.events));
    expect((await resumed.result.model.predict(unseen)).data).toEqual((await whole.result.model.predict(unseen)).data);
    for (const { result } of [whole, stopped, resumed]) result.model.dispose();
  });

  test("describes itself", async () => {
    const estimator = await loadEstimator(family.id);
    const { hyperparameters, training } = contextOf(family, kind, solver);
    const summary = estimator.describe(
      inputFormOf(samples(1, 1)),
      kind === "binary" ? 1 : outputCounts[kind],
      hyperparameters,
      training,
      120,
      toyMaterials,
    );
    if (!summary) return;
    expect(summary.warning).toBeUndefined();
    expect(summary.weightCount).toBe(summary.layers.reduce((sum, layer) => sum + layer.weightCount, 0));
    expect(summary.layers.at(-1)?.outputShape).toEqual([kind === "binary" ? 1 : outputCounts[kind]]);
    expect(summary.memoryBytes).toBeGreaterThan(4 * summary.weightCount);
  });
});

describe.each(families.map((family) => ({ id: family.id, family })))("$id", ({ family }) => {
  test("its defaults and presets are settings that its fields take", () => {
    for (const { hyperparameters, training } of [{ hyperparameters: {}, training: {} }, ...family.presets]) {
      const ids = Object.keys(hyperparameters);
      expect(ids.every((id) => family.fields.some((field) => field.id === id))).toBe(true);
      expect(() => resolveTraining(training ?? {}, family.training)).not.toThrow();
    }
  });

  test("it takes its own tasks on numbers, on pictures or on a text, and says why not otherwise", () => {
    const [fits, other] = seesPictures(family)
      ? (["image", "number"] as const)
      : readsTexts(family)
        ? (["text", "number"] as const)
        : (["number", "image"] as const);
    for (const kind of ["classification", "multilabel", "regression"] as const) {
      const verdict = (...kinds: ("number" | "image" | "text")[]) => family.accepts(taskOf(kind), kinds.map(featureOf));
      expect(verdict(fits).ok).toBe(family.tasks.includes(kind));
      expect(verdict("image").ok).toBe(
        family.tasks.includes(kind) && (seesPictures(family) || "forPictures" in family),
      );
      for (const kinds of [[], [other], [fits, other], ["image", "text"] as const]) {
        expect(verdict(...kinds)).toMatchObject({
          ok: false,
          reason: { en: expect.any(String), zh: expect.any(String) },
        });
      }
    }
  });
});

test.each(families.filter(({ tasks }) => tasks.includes("forecasting")))(
  "$id looks back over numbers, over nothing but the target's past, and over no pictures",
  (family) => {
    for (const task of [
      taskOf("forecasting"),
      { ...taskOf("regression"), window: { lookBack: 4, horizon: 1 } } as Task,
    ]) {
      // A regression with a window
      if (!family.tasks.includes(task.kind)) continue;
      expect(family.accepts(task, [featureOf("number")]).ok).toBe(true);
      expect(family.accepts(task, []).ok).toBe(true);
      expect(family.accepts(task, [featureOf("image")]).ok).toBe(false);
    }
  },
);

test("an unknown family is refused", async () => {
  await expect(loadEstimator("nothing")).rejects.toMatchObject({ code: "fit/unknown-model" });
});
