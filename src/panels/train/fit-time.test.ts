import { expect, test } from "vitest";
import type { EngineInfo } from "../../core/engine-info";
import type { LayerSummary, NetworkSummary } from "../../core/network-summary";
import { defaultTraining } from "../../core/training";
import { epochEvent, runOf } from "../../state/fake-engine.fixture";
import { epochTime } from "./fit-time";

const wording = { en: "", zh: "" };
const engine: EngineInfo = {
  backend: "wasm",
  adapter: wording,
  reason: wording,
  isChosenByUser: false,
  candidates: [{ backend: "wasm", ok: true, ms: 0.45, why: wording }],
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

test.each(lessons)("$name is guessed within a factor of two of what was measured", ({ ms, batch, network }) => {
  const time = epochTime(network, fitOf(batch), 100 * batch, engine, undefined)!; // the engine was timed
  expect(time.isMeasured).toBe(false);
  const perStep = time.milliseconds / 100;
  expect(perStep).toBeGreaterThan(ms / 2);
  expect(perStep).toBeLessThan(ms * 2);
});

test("a machine of half the speed takes twice as long, and one that was not timed says nothing", () => {
  const [{ network }] = lessons;
  const slow = { ...engine, candidates: [{ ...engine.candidates[0]!, ms: 0.9 }] };
  const time = (info: EngineInfo | null) => epochTime(network, fitOf(32), 960, info, undefined)?.milliseconds;
  expect(time(slow)).toBeCloseTo(2 * time(engine)!, 9);
  expect(time(null)).toBeUndefined();
  expect(time({ ...engine, backend: "webgpu" })).toBeUndefined();
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
  const time = (shown: NetworkSummary, rows: number) => epochTime(shown, fitOf(32), rows, engine, last)!; // timed
  expect(time(network, 960)).toEqual({ milliseconds: 7, isMeasured: true });
  expect(time(network, 900).isMeasured).toBe(false);
  expect(time(other, 960).isMeasured).toBe(false);
});
