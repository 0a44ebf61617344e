/** What the contract of all families does not ask: frozen and fine-tuned, the two backends, and what is refused. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Backbone } from "../../core/backbone";
import type { Block } from "../../core/block";
import type { Checkpoint, FitContext } from "../../core/estimator";
import { defaultsOf } from "../../core/field";
import type { JsonObject } from "../../core/json";
import { resolveTraining, type TrainingSettings } from "../../core/training";
import { chooseBackend, useBackend } from "../../tensor/backend";
import { filesOf, lineNetwork, smallNetwork } from "../../tensor/backbone/model-files.fixture";
import { openBackbone } from "../../tensor/backbone/open-backbone";
import { memory } from "../../tensor/memory";
import { curveOf, drain, toyContext, toyPictures } from "../../training/toy-problem.fixture";
import { estimator } from "./estimator";
import { backbone as spec } from "./spec";

let lines: Backbone;
let small: Backbone;

beforeAll(async () => {
  await chooseBackend("wasm");
  const models = [lineNetwork(), smallNetwork(16, 3)];
  [lines, small] = (await Promise.all(models.map(async (model) => openBackbone((await filesOf(model)).files)))) as [
    Backbone,
    Backbone,
  ]; // one for each
  for (const model of models) model.dispose();
});
afterAll(() => useBackend("wasm"));

function contextOf(
  settings: JsonObject,
  training: Partial<TrainingSettings> = {},
  rest: Partial<FitContext> = {},
): FitContext {
  const short = { epochs: 6, learningRate: 0.01, ...training };
  return toyContext("classes", resolveTraining(short, spec.training), {
    hyperparameters: { ...defaultsOf(spec.fields), ...settings },
    materials: { backbone: lines },
    validation: toyPictures("classes", 60, 2),
    ...rest,
  });
}

const fit = (context: FitContext, rowCount = 120) => drain(estimator.fit(toyPictures("classes", rowCount, 1), context));

function accuracyOf({ data }: Block): number {
  const actual = toyPictures("classes", 100, 3).targets.data;
  const right = Array.from(actual).filter((code, row) => {
    const own = Array.from(data.subarray(3 * row, 3 * row + 3));
    return own.indexOf(Math.max(...own)) === code;
  });
  return right.length / 100;
}

/** The backbone's own weights in a saved model, by their names in the file. */
async function backboneWeights(model: { save(): Promise<{ readonly blocks: Readonly<Record<string, Block>> }> }) {
  const { blocks } = await model.save();
  const own = Object.entries(blocks).filter(([name]) => name.startsWith("0/"));
  return Object.fromEntries(own.map(([name, block]) => [name.slice(2), block]));
}

test("frozen, not a bit of the backbone changes, and the head learns", async () => {
  const before = memory();
  const { result } = await fit(contextOf({}, { epochs: 12 }));
  const found = await backboneWeights(result.model);
  expect(Object.keys(found).toSorted()).toEqual(["lines/bias", "lines/kernel"]);
  for (const [path, block] of Object.entries(found)) expect(block).toEqual(lines.weights[path]);
  // Measured: 0.98; of three classes.
  expect(accuracyOf(await result.model.predict(toyPictures("classes", 100, 3).inputs))).toBeGreaterThan(0.85);
  result.model.dispose();
  expect(memory()).toEqual(before);
});

test("fine-tuned, the backbone learns at a rate of its own, and its statistics stay", async () => {
  const settings = { mode: "fine-tuned", pixels: "unit", imageSize: 8 };
  const materials = { backbone: small };
  const before = memory();
  const changeAt = async (backboneRate: number) => {
    const context = contextOf({ ...settings, backboneRate, weightDecay: 0 }, { epochs: 2 }, { materials });
    const { model, failure } = (await fit(context)).result;
    expect(failure).toBeNull();
    const found = await backboneWeights(model);
    model.dispose();
    for (const [path, block] of Object.entries(found)) {
      if (path.includes("/moving_")) expect(block).toEqual(small.weights[path]);
      else expect(block, path).not.toEqual(small.weights[path]);
    }
    const kernel = Array.from(found["conv_pw/kernel"]!.data); // of the network
    const start = small.weights["conv_pw/kernel"]!.data; // as above
    return kernel.reduce((sum, value, i) => sum + Math.abs(value - start[i]!), 0); // of one shape
  };
  const [slow, fast] = [await changeAt(0.01), await changeAt(1)];
  // Steps of Adam are as long as the rate at first: a hundredth.
  expect(slow / fast).toBeGreaterThan(0.003);
  expect(slow / fast).toBeLessThan(0.03);
  expect(memory()).toEqual(before);
});

describe.each(["frozen", "fine-tuned"])("%s", (mode) => {
  test("what was saved predicts the same without the files, on the other backend as well", async () => {
    const { result } = await fit(contextOf({ mode }));
    const { inputs } = toyPictures("classes", 100, 3);
    const predictions = await result.model.predict(inputs);
    const saved = structuredClone(await result.model.save());
    result.model.dispose();
    for (const backend of ["wasm", "cpu"] as const) {
      await useBackend(backend);
      const restored = await estimator.restore(saved);
      const again = await restored.predict(inputs);
      // Measured: 0 on the same, 6.1e-7 on the other.
      again.data.forEach((value: number, i: number) =>
        expect(Math.abs(value - predictions.data[i]!)).toBeLessThan(1e-5),
      );
      restored.dispose();
    }
    await useBackend("wasm");
  });

  test("on JavaScript it learns what it learns on WebAssembly", async () => {
    const context = contextOf({ mode }, { epochs: 2 });
    const there = await fit(context, 40);
    await useBackend("cpu");
    const here = await fit(context, 40);
    await useBackend("wasm");
    const losses = (run: typeof here) => curveOf(run.events).map(({ train }) => train.loss);
    // Measured: 1.9e-7; sums are added in another order.
    losses(here).forEach((loss, i) => expect(Math.abs(loss - losses(there)[i]!)).toBeLessThan(1e-4)); // as many epochs
    for (const { result } of [there, here]) result.model.dispose();
  });

  test("a stopped fit goes on as if it had never been interrupted", async () => {
    const whole = await fit(contextOf({ mode }));
    const controller = new AbortController();
    let kept: Checkpoint | null = null;
    const first = await fit(
      contextOf(
        { mode },
        {},
        {
          signal: controller.signal,
          async saveCheckpoint(make) {
            kept = structuredClone(await make());
            if (kept.epoch === 3) controller.abort();
          },
        },
      ),
    );
    const second = await fit(contextOf({ mode }, {}, { checkpoint: kept }));
    expect([...curveOf(first.events), ...curveOf(second.events)]).toEqual(curveOf(whole.events));
    const [a, b] = [await whole.result.model.save(), await second.result.model.save()];
    expect(b.blocks).toEqual(a.blocks);
    for (const { result } of [whole, first, second]) result.model.dispose();
  });

  test("a sweep of learning rates leaves nothing behind", async () => {
    const before = memory();
    const sweep = await estimator.findRate!(toyPictures("classes", 60, 1), contextOf({ mode })); // it has one
    expect(sweep.points.length).toBeGreaterThan(20);
    expect(memory()).toEqual(before);
  });
});

test("can be looked at while it is frozen: its first kernels and its last maps", async () => {
  const { result } = await fit(contextOf({}, { epochs: 1 }), 40);
  const { inputs } = toyPictures("classes", 1, 3);
  const view = await result.model.look?.(inputs);
  expect(view?.filters).toHaveLength(24);
  expect(view?.layers.map(({ shape }) => shape)).toEqual([[8, 8, 24]]);
  expect(view?.outputs?.shape).toEqual([1, 3]);
  result.model.dispose();
});

test("a stop is heard while pictures go through a frozen backbone, and leaves a model", async () => {
  const controller = new AbortController();
  let waits = 0;
  const context = contextOf(
    {},
    {},
    {
      signal: controller.signal,
      whilePaused: async () => void ((waits += 1) === 2 && controller.abort()),
    },
  );
  const before = memory();
  const { result, events } = await fit(context, 600);
  expect(waits).toBe(2);
  expect(events.filter(({ type }) => type === "epoch")).toEqual([]);
  const { data } = await result.model.predict(toyPictures("classes", 5, 3).inputs);
  expect(data.every(Number.isFinite)).toBe(true);
  result.model.dispose();
  expect(memory()).toEqual(before);
});

test.each([
  ["no backbone", {}, {}, "backbone/none"],
  ["a layer that is not there", { cut: "nowhere" }, null, "backbone/cut"],
  ["the input itself", { cut: "picture" }, "small", "backbone/cut"],
] as const)("%s is refused", async (_, settings, given, code) => {
  const materials = given === null ? { backbone: lines } : given === "small" ? { backbone: small } : given;
  const before = memory();
  await expect(fit(contextOf(settings, {}, { materials }))).rejects.toMatchObject({ code });
  expect(memory()).toEqual(before);
});

test("pictures that do not go through it are refused with the layer, and shown as no network", async () => {
  const flat = await flattening();
  const context = contextOf({ cut: "dense" }, {}, { materials: { backbone: flat } });
  await expect(fit(context)).rejects.toMatchObject({
    code: "backbone/size",
    message: expect.stringContaining("8 × 8"),
    hint: expect.stringContaining("12"),
  });
  const describeAt = (side: number) =>
    estimator.describe(
      { shape: [side, side, 1] },
      3,
      context.hyperparameters,
      context.training,
      120,
      context.materials,
    );
  expect(describeAt(8)).toBeNull();
  expect(describeAt(12)?.layers.map(({ outputShape }) => outputShape)).toEqual([[6], [6], [6], [3]]);
});

/** A network whose dense layer takes pictures of 12 × 12 only. */
async function flattening(): Promise<Backbone> {
  const { tf } = await import("../../tensor/tf");
  const model = tf.sequential({
    layers: [
      tf.layers.maxPooling2d({ inputShape: [12, 12, 1], poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.reshape({ targetShape: [36] }),
      tf.layers.dense({ units: 6, name: "dense" }),
    ],
  });
  const backbone = await openBackbone((await filesOf(model)).files);
  model.dispose();
  return backbone;
}

test("augmentation of pictures that are looked at once is said to do nothing", () => {
  const { hyperparameters, training } = contextOf({}, { augmentation: { shift: 0.1 } });
  const describeIn = (mode: string) =>
    estimator.describe({ shape: [8, 8, 1] }, 3, { ...hyperparameters, mode }, training, 120, { backbone: lines });
  expect(describeIn("frozen")?.warning?.en).toMatch(/Augmentation changes nothing/);
  expect(describeIn("fine-tuned")?.warning).toBeUndefined();
});
