import { expect, test } from "vitest";
import type { EngineInfo } from "../../core/engine-info";
import type { LayerSummary, NetworkSummary } from "../../core/network-summary";
import { resolveFields } from "../../core/field";
import { defaultTraining, resolveTraining } from "../../core/training";
import { estimator } from "../../models/cnn/estimator";
import { cnn } from "../../models/cnn/spec";
import { epochEvent, runOf } from "../../state/fake-engine.fixture";
import { epochTime } from "./fit-time";

const wording = { en: "", zh: "" };
const engine: EngineInfo = {
  backend: "wasm",
  adapter: wording,
  reason: wording,
  isChosenByUser: false,
  // Of the large step no time on a quiet machine is known: this is the one that makes "digits-3conv" right.
  candidates: [{ backend: "wasm", ok: true, ms: 0.45, largeMs: 1.5, why: wording }],
};

function networkOf(inputShape: readonly number[], layers: readonly (readonly [readonly number[], number])[]) {
  const summaries = layers.map(([outputShape, weightCount]): LayerSummary => {
    return { type: "conv2d", label: wording, outputShape, weightCount };
  });
  const weightCount = summaries.reduce((sum, layer) => sum + layer.weightCount, 0);
  return { inputShape, layers: summaries, weightCount, memoryBytes: 0 } satisfies NetworkSummary;
}

// Shapes and weights of the lesson networks by their closed forms; milliseconds a step of two threads from the README's table.
const lessons = [
  {
    name: "digits-1conv",
    ms: 4.4,
    batch: 32,
    factor: 2,
    network: networkOf(
      [28, 28, 1],
      [
        [[26, 26, 32], 320],
        [[21_632], 0],
        [[10], 216_330],
      ],
    ),
  },
  {
    name: "digits-3conv",
    ms: 14.1,
    batch: 64,
    factor: 2,
    network: networkOf(
      [28, 28, 1],
      [
        [[26, 26, 32], 320],
        [[13, 13, 32], 0],
        [[11, 11, 64], 18_496],
        [[5, 5, 64], 0],
        [[3, 3, 64], 36_928],
        [[64], 36_928],
        [[10], 650],
      ],
    ),
  },
  {
    name: "rgb-2conv",
    ms: 171,
    batch: 32,
    factor: 2,
    network: networkOf(
      [112, 112, 3],
      [
        [[112, 112, 32], 896],
        [[56, 56, 32], 0],
        [[56, 56, 64], 18_496],
        [[28, 28, 64], 0],
        [[1000], 50_177_000],
        [[10], 10_010],
      ],
    ),
  },
  {
    name: "scan-224",
    ms: 134,
    batch: 32,
    factor: 2,
    network: networkOf(
      [224, 224, 3],
      [
        [[222, 222, 32], 896],
        [[111, 111, 32], 0],
        [[128], 50_466_944],
        [[1], 129],
      ],
    ),
  },
] as const;

const fitOf = (batchSize: number) => ({ dataset: "d1", training: { ...defaultTraining, batchSize } });

test.each(lessons)(
  "$name is guessed within a factor of $factor of what was measured",
  ({ ms, batch, network, factor }) => {
    const rows = { train: 100 * batch, validation: 0 };
    const time = epochTime(network, fitOf(batch), rows, engine, undefined)!; // the engine was timed
    expect(time.isMeasured).toBe(false);
    const perStep = time.milliseconds / 100;
    expect(perStep).toBeGreaterThan(ms / factor);
    expect(perStep).toBeLessThan(ms * factor);
  },
);

// Ours as the estimator describes it; medians of three epochs with the times of the engine's start before each, on two threads of a machine
// with 12 to 18 programs at work. What a guess is worth while the load changes: a factor of two.
const ours = [
  {
    name: "digits at 28 pixels",
    side: 28,
    channels: 1,
    outputs: 10,
    train: 784,
    ms: 1.22,
    largeMs: 9.11,
    epochMs: 1276,
  },
  { name: "films at 64 pixels", side: 64, channels: 1, outputs: 2, train: 196, ms: 1.24, largeMs: 7.84, epochMs: 1844 },
  { name: "cells at 32 pixels", side: 32, channels: 3, outputs: 3, train: 441, ms: 0.64, largeMs: 7.14, epochMs: 1738 },
] as const;

test.each(ours)(
  "$name are guessed within a factor of two",
  ({ side, channels, outputs, train, ms, largeMs, epochMs }) => {
    const training = resolveTraining({}, cnn.training ?? {});
    const { values } = resolveFields(cnn.fields, {});
    const network = estimator.describe({ shape: [side, side, channels] }, outputs, values, training, train)!; // networks have one
    const busy = { ...engine, candidates: [{ ...engine.candidates[0]!, ms, largeMs }] }; // there is one
    const time = epochTime(network, { dataset: "d1", training }, { train, validation: 0 }, busy, undefined)!; // timed
    expect(time.milliseconds).toBeGreaterThan(epochMs / 2);
    expect(time.milliseconds).toBeLessThan(epochMs * 2);
  },
);

test("the arithmetic: steps with their layers, rows with their products and values, scoring a third", () => {
  const network = networkOf(
    [10, 10, 1],
    [
      [[10, 10, 4], 40],
      [[2], 802],
    ],
  );
  const inner = {
    ...network,
    layers: network.layers.map((layer, i) => ({ ...layer, valueCount: i === 0 ? 1000 : 2 })),
  };
  const simple = { ...engine, candidates: [{ ...engine.candidates[0]!, ms: 13 / 3.4, largeMs: 1000 }] }; // there is one
  const guess = (shown: NetworkSummary) =>
    epochTime(shown, fitOf(8), { train: 20, validation: 10 }, simple, undefined)!.milliseconds; // timed
  // Three steps of two layers and 24 rows, the last batch filled up; 30 rows are scored.
  const perRow = (values: number) => (3 * (100 * 40 + 802) * 0.0145 + values * 0.4) / 1000;
  expect(guess(network)).toBeCloseTo(6 + 34 * perRow(402), 9);
  expect(guess(inner)).toBeCloseTo(6 + 34 * perRow(1002), 9);
  const block = { ...network, layers: network.layers.map((layer) => ({ ...layer, type: "residual" })) };
  expect(guess(block)).toBeCloseTo(36 + 34 * perRow(402), 9);
});

test("a machine of half the speed takes twice as long, and one that was not timed says nothing", () => {
  const [{ network }] = lessons;
  const slow = { ...engine, candidates: [{ ...engine.candidates[0]!, ms: 0.9, largeMs: 3 }] }; // there is one
  const rows = { train: 960, validation: 0 };
  const time = (info: EngineInfo | null) => epochTime(network, fitOf(32), rows, info, undefined)?.milliseconds;
  expect(time(slow)).toBeCloseTo(2 * time(engine)!, 9); // timed
  expect(time(null)).toBeUndefined();
  expect(time({ ...engine, backend: "webgpu" })).toBeUndefined();
  const untimed = { ...engine.candidates[0]!, largeMs: undefined }; // there is one
  expect(time({ ...engine, candidates: [untimed] })).toBeUndefined();
});

test("the same network on the same rows takes what it took", () => {
  const [{ network }, { network: other }] = lessons;
  const history = [9, 5, 7].map((durationMs, i) => ({ ...epochEvent(i + 1).record, durationMs }));
  const request = { dataset: "d1", task: { kind: "classification", target: "y" }, model: "cnn" } as const;
  const last = runOf("r1", 1, request, {
    history,
    network,
    backend: "wasm",
    rowCounts: { train: 960, validation: 0, test: 0 },
  });
  const time = (shown: NetworkSummary, rows: number) =>
    epochTime(shown, fitOf(32), { train: rows, validation: 0 }, engine, last)!; // timed
  expect(time(network, 960)).toEqual({ milliseconds: 7, isMeasured: true });
  expect(time(network, 900).isMeasured).toBe(false);
  expect(time(other, 960).isMeasured).toBe(false);
});
