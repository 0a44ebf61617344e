import { describe, expect, it } from "vitest";
import type { FitRequest, Run } from "../core/run";
import { runOf } from "./fake-engine.fixture";
import { previousRun, runName } from "./run-name";

const request: FitRequest = {
  dataset: "d",
  task: { kind: "classification", target: "ill", features: ["age", "bmi"] },
  model: "mlp",
  hyperparameters: { units: [64], dropout: 0 },
};

function name(change: Partial<FitRequest>, runChange: Partial<Run> = {}) {
  return runName(runOf("2", 2, { ...request, ...change }, runChange), runOf("1", 1, request));
}

describe("the name of a run", () => {
  it("is the first, or says what is different from the one before", () => {
    expect(runName(runOf("1", 1, request), null)).toEqual({ en: "first run", zh: "首次运行" });
    expect(name({})).toEqual({ en: "same again", zh: "与上次相同" });
    expect(name({ hyperparameters: { units: [128], dropout: 0 } })).toEqual({
      en: "units 64 → 128",
      zh: "单元数 64 → 128",
    });
    expect(name({ hyperparameters: { units: [64, 32], dropout: 0.2 } }).en).toBe("units 64 → 64-32, dropout 0 → 0.2");
    expect(name({ seed: 1 }).en).toBe("seed 0 → 1");
  });

  it("names models by their labels and leaves out the settings that come with another one", () => {
    expect(name({ model: "logistic", hyperparameters: {}, training: { epochs: 3 } })).toEqual({
      en: "Neural network → Logistic regression",
      zh: "神经网络 → 逻辑回归",
    });
    expect(name({ model: "mlp/mlp-64-64" }).en).toBe("Neural network → 64 · 64, ten epochs");
  });

  it("names training settings only where they are used", () => {
    expect(name({ training: { learningRate: 0.01, earlyStopping: false } }).en).toBe(
      "learning rate 0.001 → 0.01, patience 10 → off",
    );
    // A run that was saved before there was the setting was not clipped.
    const now = runOf("2", 2, request);
    const before = structuredClone(runOf("1", 1, request));
    Reflect.deleteProperty(before.request.training, "clipNorm");
    expect(runName(now, before).en).toBe("same again");
    expect(name({ training: { clipNorm: 1 } })).toEqual({ en: "gradient clipping 0 → 1", zh: "梯度裁剪 0 → 1" });
  });

  it("names no training settings where none are used", () => {
    const exact = { model: "logistic", hyperparameters: { solver: "exact" } };
    const before = runOf("1", 1, { ...request, ...exact });
    const after = runOf("2", 2, { ...request, ...exact, training: { epochs: 1 } });
    expect(runName(after, before).en).toBe("same again");
  });

  it("names data, question, preparation and split", () => {
    expect(name({}, { fingerprint: "other" }).en).toBe("data changed");
    expect(name({ dataset: "e" }).en).toBe("data d.csv → e.csv");
    expect(name({ task: { kind: "classification", target: "age" } }).en).toContain("predicts ill → age");
    expect(name({ task: { kind: "classification", target: "ill", features: ["age", "sex"] } }).en).toBe("+ sex − bmi");
    expect(name({ pipeline: [{ kind: "scale", columns: ["age"], params: {} }] }).en).toBe("other preparation");
    // A side that the model asks for is named with the model's setting; one that somebody chose is the preparation's.
    const side = (size: number, filledIn?: readonly string[]) => ({
      pipeline: [{ kind: "resize", columns: ["scan"], params: { size }, ...(filledIn ? { filledIn } : {}) }],
    });
    const sized = (now: Partial<FitRequest>, before: Partial<FitRequest>) =>
      runName(runOf("2", 2, { ...request, ...now }), runOf("1", 1, { ...request, ...before })).en;
    expect(sized(side(32, ["size"]), side(64, ["size"]))).toBe("same again");
    expect(sized(side(64, ["size"]), side(64))).toBe("same again");
    expect(sized(side(32), side(64))).toBe("other preparation");
    expect(name({ split: { kind: "group", by: "patient", validation: 0.2, test: 0.2 } })).toEqual({
      en: "split random → group, split by – → patient",
      zh: "划分 随机 → 分组，划分依据 – → patient",
    });
  });

  it("names several labels by their columns", () => {
    const labels = (...targets: string[]) => ({ task: { kind: "multilabel", targets, features: ["age"] } }) as const;
    expect(name(labels("ill", "sick")).en).toContain("predicts ill → ill, sick");
    const [before, after] = [
      runOf("1", 1, { ...request, ...labels("a", "b") }),
      runOf("2", 2, { ...request, ...labels("a", "b") }),
    ];
    expect(runName(after, before).en).toBe("same again");
  });

  it("names a band as the question does, and its quantiles where these are others", () => {
    const window = { lookBack: 4, horizon: 2 };
    const asked = (quantiles?: readonly number[]) => ({
      task: { kind: "forecasting", target: "age", window, ...(quantiles ? { quantiles } : {}) } as const,
    });
    const named = (now?: readonly number[], before?: readonly number[]) =>
      runName(runOf("2", 2, { ...request, ...asked(now) }), runOf("1", 1, { ...request, ...asked(before) }));
    expect(named([0.1, 0.5, 0.9])).toEqual({ en: "band – → 80%", zh: "区间 – → 80%" });
    expect(named([0.025, 0.5, 0.975], [0.1, 0.5, 0.9]).en).toBe("band 80% → 95%");
    expect(named([0.1, 0.25, 0.5, 0.75, 0.9], [0.1, 0.5, 0.9]).en).toBe("band 80% → 10%–25%–50%–75%–90%");
    expect(named([0.05, 0.5, 0.9]).en).toBe("band – → 5%–50%–90%");
  });

  it("counts what is too much to name", () => {
    const change = { hyperparameters: { units: [1], dropout: 0.5 }, seed: 4, training: { epochs: 1, batchSize: 8 } };
    expect(name(change).en).toMatch(/^units .*, dropout .*, epochs .*, 2 more$/);
    expect(name(change).zh).toMatch(/，另有 2 处$/);
  });

  it("compares with the run before it that is left", () => {
    const runs = [1, 4, 7].map((number) => runOf(String(number), number, request));
    expect(previousRun(runs, runs[2]!)?.number).toBe(4);
    expect(previousRun(runs, runs[0]!)).toBeNull();
  });
});
