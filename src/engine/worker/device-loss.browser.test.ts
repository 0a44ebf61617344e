/// <reference types="@webgpu/types" />
/** The real jobs on Chromium's software adapter, whose device is taken from under them. Networks are tiny: it is slow. */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { FitRequest, Run } from "../../core/run";
import { createMemoryStorage } from "../../storage/memory-storage";
import { tf } from "../../tensor/tf";
import { network, startEngine, type TestEngine } from "./engine.fixture";

// One for the whole file: every engine listens for the loss of the one device.
let engine: TestEngine;
beforeAll(async () => {
  engine = startEngine(createMemoryStorage(null));
  const info = await engine.call("engine/start", { backend: "webgpu" });
  expect(info.backend).toBe("webgpu");
  await engine.open();
});
afterAll(async () => {
  await engine.call("engine/use-backend", { backend: "cpu" });
  engine.close();
});

/** 5 steps an epoch. Dropout tells whether the random numbers go on where they were. */
const request: FitRequest = {
  ...network,
  hyperparameters: { units: [4], dropout: 0.2 },
  training: { epochs: 4, batchSize: 32, earlyStopping: false },
};

function deviceInUse(): GPUDevice {
  return (tf.backend() as unknown as { device: GPUDevice }).device; // not in the published types
}

/** Destroys the device in use before it is given its n-th work from now on. Returns how often it was given some. */
function loseAt(submission: number): () => number {
  const device = deviceInUse();
  const { queue } = device;
  const submit = queue.submit.bind(queue);
  let count = 0;
  queue.submit = (buffers) => {
    count += 1;
    if (count === submission) device.destroy();
    submit(buffers);
  };
  return () => count;
}

const epochsOf = (run: Run) => run.history.map(({ durationMs: _, ...record }) => record);
/** Tensors, and buffers of the device that is in use. */
const memory = () => engine.call("engine/memory", {});
const lossesTold = () =>
  engine.notices.filter((notice) => notice.type === "backend" && notice.failure?.code === "engine/device-anew").length;

test("a device lost under a fit at work, and one under the same fit paused, change nothing of it but that it is said", async () => {
  const before = await memory();
  const countOf = loseAt(Infinity);
  const undisturbed = await engine.fit(request);
  const device = deviceInUse();

  loseAt(Math.round(countOf() / 2));
  let isPaused = false;
  const run = await engine.fit(request, (event) => {
    if (event.type === "run" && event.run.deviceLosses && !isPaused) {
      isPaused = true;
      void engine.call("fit/pause", { run: "r1" }).then(async () => {
        deviceInUse().destroy();
        await vi.waitUntil(() => lossesTold() === 2, 20_000);
        await engine.call("fit/resume", { run: "r1" });
      });
    }
  });
  expect(run.failure).toBeUndefined();
  expect(deviceInUse()).not.toBe(device);
  expect(run).toMatchObject({ phase: "finished", backend: "webgpu" });
  // The first epoch is kept at once, later ones a second apart.
  const loss = { epoch: expect.toSatisfy((epoch) => epoch >= 1), reason: "Device was destroyed", backend: "webgpu" };
  expect(run.deviceLosses).toEqual([loss, loss]);
  expect(epochsOf(run)).toEqual(epochsOf(undisturbed));
  expect(run.evaluation).toEqual(undisturbed.evaluation);
  expect(await memory()).toEqual(before);
});

test("a device lost under a prediction ends it with a sentence, and the next one works", async () => {
  const run = await engine.fit({ ...request, training: { ...request.training, epochs: 1 } });
  const predict = () => engine.call("run/predict", { run, on: { kind: "dataset", dataset: "d1", rows: [0, 1, 2] } });
  const before = await memory();
  const right = await predict();
  loseAt(1);
  await expect(predict()).rejects.toMatchObject({
    code: "engine/device-lost",
    hint: expect.stringMatching(/^Try again/),
  });
  expect(await predict()).toEqual(right);
  expect(await memory()).toEqual(before);
});

test("a network with an array that the device cannot hold is refused before anything is made of it", async () => {
  const before = await memory();
  const device = deviceInUse();
  const small = { maxBufferSize: 2 ** 21, maxStorageBufferBindingSize: 2 ** 20 };
  Object.defineProperty(device, "limits", { value: small, configurable: true });
  const run = await engine.fit({ ...request, hyperparameters: { units: [1000, 1000] } });
  Reflect.deleteProperty(device, "limits");
  // 1000 × 1000 numbers of 4 bytes.
  expect(run).toMatchObject({ phase: "failed", failure: { message: "This fit needs 4 MB; the device gives 1 MB." } });
  expect(run.failure?.hint).toMatch(/^Lower the batch size/);
  expect(deviceInUse()).toBe(device);
  expect(await memory()).toEqual(before);
});

test("a device whose memory runs out under a fit is started anew, for what it computes then is worth nothing", async () => {
  const before = await memory();
  const error = new GPUOutOfMemoryError("Not enough memory left");
  let isOut = false;
  const run = await engine.fit({ ...request, training: { ...request.training, epochs: 2 } }, (event) => {
    if (event.type !== "run" || isOut) return;
    isOut = true;
    deviceInUse().dispatchEvent(new GPUUncapturedErrorEvent("uncapturederror", { error }));
  });
  expect(run.failure).toBeUndefined();
  expect(run).toMatchObject({ phase: "finished", deviceLosses: [{ reason: "Not enough memory left" }] });
  expect(await memory()).toEqual(before);
});
