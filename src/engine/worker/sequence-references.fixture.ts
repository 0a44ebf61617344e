/** Networks that read sequences of real files, with the defaults of their families, through the real jobs. */
import { existsSync, readFileSync } from "node:fs";
import type { Evaluation } from "../../core/evaluation";
import type { ForecastingMetrics } from "../../core/metrics";
import type { FitRequest } from "../../core/run";
import { createMemoryStorage } from "../../storage/memory-storage";
import { startEngine } from "./engine.fixture";

const folder = "../shared/data";

interface Reference {
  readonly files: readonly string[];
  readonly request: Omit<FitRequest, "dataset" | "model">;
}

/**
 * Five minutes of a lane, its own test file; the next hour of a motorway, its last fifth, with the calendar; short messages, spam or not;
 * the same, written on.
 */
const references = {
  lane: {
    files: ["traffic_pems_lane/train.csv", "traffic_pems_lane/test.csv"],
    request: {
      task: {
        kind: "forecasting",
        target: "Lane 1 Flow (Veh/5 Minutes)",
        window: { lookBack: 12, horizon: 1, time: "5 Minutes" },
        features: [],
      },
    },
  },
  motorway: {
    files: ["traffic_metro_i94/traffic_hourly.csv"],
    request: {
      task: {
        kind: "forecasting",
        target: "traffic_volume",
        window: { lookBack: 24, horizon: 1, time: "datetime" },
        features: ["datetime"],
      },
      split: { kind: "time", by: "datetime", validation: 0, test: 0.2 },
    },
  },
  messages: {
    files: ["text_sms_spam/sms.tsv"],
    request: {
      task: { kind: "classification", target: "column 1", features: ["column 2"], positive: "spam" },
      split: { kind: "stratified", test: 0.2 },
    },
  },
  characters: {
    files: ["text_sms_spam/sms.tsv"],
    request: { task: { kind: "generation", text: "column 2" } },
  },
} as const satisfies Record<string, Reference>;

export const areReferencesThere = Object.values(references).every(({ files }) =>
  files.every((file) => existsSync(`${folder}/${file}`)),
);
export const referencesMissing =
  "the example files are not here: ../shared/data/traffic_pems_lane, traffic_metro_i94, text_sms_spam";

export interface Outcome {
  readonly evaluation: Evaluation;
  readonly seconds: number;
}

/** How the test rows are judged on WebAssembly, one fit for each seed, one after the other. */
export async function fitReference(
  name: keyof typeof references,
  asked: Pick<FitRequest, "model" | "training" | "hyperparameters">,
  seeds: readonly number[],
): Promise<readonly Outcome[]> {
  const { files, request } = references[name];
  const engine = startEngine(createMemoryStorage(null));
  try {
    await engine.call("engine/start", { backend: "wasm" });
    const sources = files.map((path) => {
      const base = path.slice(path.lastIndexOf("/") + 1);
      return { file: new File([readFileSync(`${folder}/${path}`)], base), path: base };
    });
    await engine.call("data/open", { id: name, files: sources, options: {} });
    const outcomes: Outcome[] = [];
    for (const seed of seeds) {
      const startedAt = performance.now();
      const run = await engine.fit({ ...request, ...asked, dataset: name, seed });
      const evaluation = run.evaluation?.test;
      if (!evaluation) throw new Error(run.failure?.message ?? `the run is ${run.phase}`);
      outcomes.push({ evaluation, seconds: (performance.now() - startedAt) / 1000 });
    }
    return outcomes;
  } finally {
    engine.close();
  }
}

/** RMSE of a forecast. */
export const rmseOf = ({ evaluation }: Outcome): number => (evaluation.metrics as ForecastingMetrics).rmse; // of a forecast
