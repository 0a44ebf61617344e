/** What the scenarios of series and of notes give to the models that they open with, through the real jobs: better than the simple rules, and no better than their noise allows. */
import { afterEach, expect, test } from "vitest";
import type { ClassificationMetrics, ForecastingMetrics, GenerationMetrics } from "../core/metrics";
import { createRandom } from "../core/random";
import type { Run } from "../core/run";
import type { SampleSpec } from "../core/sample-spec";
import { describeDataset } from "../data/summaries/describe";
import { startEngine, type TestEngine } from "../engine/worker/engine.fixture";
import { createMemoryStorage } from "../storage/memory-storage";
import { airQuality } from "./air-quality";
import { chineseRhymes } from "./chinese-rhymes";
import { emergencyCalls } from "./emergency-calls";
import { patientMonitors } from "./patient-monitors";
import { powerDemand } from "./power-demand";
import { pumpFaults } from "./pump-faults";
import { waterTower } from "./water-tower";
import { wardNotes } from "./ward-notes";

/** A fit takes some seconds on two quiet cores. */
const patienceMs = 180_000;

let engine: TestEngine | null = null;
afterEach(() => engine?.close());

/** Opened and fitted as its card does it. */
async function fitted(spec: SampleSpec): Promise<Run> {
  const { rowCount, task, model, split, training, hyperparameters } = spec;
  const { name, columns } = spec.generate(createRandom(0));
  const dataset = { id: "d1", name, rowCount, columns, source: { files: [] }, warnings: [] };
  const storage = createMemoryStorage(null);
  await storage.writeDataset({ dataset, info: await describeDataset(dataset) });
  engine = startEngine(storage);
  await engine.call("engine/start", { backend: "wasm" });
  const run = await engine.fit({
    dataset: "d1",
    task,
    model,
    ...(split && { split }),
    ...(training && { training }),
    ...(hyperparameters && { hyperparameters }),
  });
  expect(run.phase).toBe("finished");
  return run;
}

const metricsOf = (run: Run) => run.evaluation!.test.metrics; // it has ended

/** Root mean squared error over that of a simple rule. */
function shareOf(run: Run, rule: string): number {
  const rival = run.evaluation!.test.rivals!.find((known) => known.rule === rule)!; // of a forecast
  return (metricsOf(run) as ForecastingMetrics).rmse / rival.metrics.rmse; // as above
}

test(
  "air quality: weather helps, and nobody knows the wind to come",
  async () => {
    const run = await fitted(airQuality);
    // Measured: 0.84 of the last value, 0.95 of the past of the dust alone, error 3.8 after one hour and 8.2 after six.
    expect(shareOf(run, "last-value")).toBeLessThan(0.9);
    expect(shareOf(run, "last-value")).toBeGreaterThan(0.6);
    expect(shareOf(run, "autoregression")).toBeLessThan(0.98);
    const { byHorizon } = metricsOf(run) as ForecastingMetrics; // of a forecast
    expect(byHorizon[5]!.rmse).toBeGreaterThan(1.5 * byHorizon[0]!.rmse);
    expect(run.effects.map(({ message }) => message.en).join(" ")).toContain("4 gaps were found");
  },
  patienceMs,
);

test(
  "power demand: better than the same hour last week, and than the past of the demand alone",
  async () => {
    const run = await fitted(powerDemand);
    // Measured: 0.50 of last week, 0.53 of last day, 0.88 of the past of the demand alone.
    expect(shareOf(run, "last-week")).toBeLessThan(0.65);
    expect(shareOf(run, "last-day")).toBeLessThan(0.7);
    expect(shareOf(run, "last-day")).toBeGreaterThan(0.35);
    expect(shareOf(run, "autoregression")).toBeLessThan(0.95);
  },
  patienceMs,
);

test(
  "emergency calls: four series at once, and chance keeps its share",
  async () => {
    const run = await fitted(emergencyCalls);
    // Measured: 0.80 of the last value, 0.89 of the mean of the weekday, 0.95 of the past of the calls alone.
    expect(shareOf(run, "last-value")).toBeLessThan(0.9);
    expect(shareOf(run, "weekday-mean")).toBeLessThan(0.95);
    expect(shareOf(run, "autoregression")).toBeLessThan(1);
    // The root of nine calls an hour in the mean.
    expect((metricsOf(run) as ForecastingMetrics).rmse).toBeGreaterThan(3); // of a forecast
    expect(run.effects.map(({ message }) => message.en).join(" ")).toContain("4 series");
  },
  patienceMs,
);

test(
  "patient monitors: two hours of readings tell who gets worse, but not surely",
  async () => {
    const run = await fitted(patientMonitors);
    // Measured: 0.90, of the reading of the moment alone 0.85.
    const { rocAuc, recall, precision } = metricsOf(run) as ClassificationMetrics; // of a classification
    expect(rocAuc).toBeGreaterThan(0.86);
    expect(rocAuc).toBeLessThan(0.95);
    expect(recall).toBeGreaterThan(0.6);
    expect(precision).toBeLessThan(0.5);
  },
  patienceMs,
);

test(
  "water tower: two hours at once tell what no reading tells",
  async () => {
    // Fewer epochs than by default, which give 0.857, 0.857 and 0.861 of the seeds 0 to 2.
    const run = await fitted({ ...waterTower, training: { epochs: 8 } });
    // Measured: 0.85; as many principal components 0.76, the mean window 0.61. A window counts as faulty from its first faulty row, which hardly shows.
    const { metrics, references } = run.evaluation!.test; // it has ended
    if (metrics.kind !== "reconstruction") throw new Error("not judged by what is given back");
    expect(metrics.rocAuc).toBeGreaterThan(0.8);
    expect(metrics.rocAuc).toBeLessThan(0.95);
    for (const { metrics: other } of references ?? []) {
      if (other.kind === "reconstruction") expect(metrics.rocAuc).toBeGreaterThan(other.rocAuc + 0.04);
    }
    // The threshold leaves 95 % of the validation windows alone.
    expect(metrics.falseAlarmRate).toBeLessThan(0.1);
    expect(run.effects.map(({ message }) => message.en).join(" ")).not.toContain("of another kind in training");
  },
  patienceMs,
);

test(
  "ward notes: attention comes near to what hasty ticks allow",
  async () => {
    const run = await fitted(wardNotes);
    // Three of four hasty ticks are wrong: 0.96 at best. Measured: 0.956; counted words with logistic regression 0.95; always “fall” 0.32.
    const { accuracy } = metricsOf(run) as ClassificationMetrics; // of a classification
    expect(accuracy).toBeGreaterThan(0.88);
    expect(accuracy).toBeLessThan(0.99);
  },
  patienceMs,
);

test(
  "Chinese rhymes: what stood at the beginning of a line comes again, which pairs of characters do not know",
  async () => {
    // Half of its epochs.
    const run = await fitted({ ...chineseRhymes, training: { ...chineseRhymes.training, epochs: 6 } });
    const { metrics, baseline } = run.evaluation!.test; // it has ended
    // Measured: 2.27 beside 3.97, with all epochs 1.96.
    const share = (metrics as GenerationMetrics).perplexity / (baseline as GenerationMetrics).perplexity; // of a generation
    expect(share).toBeLessThan(0.65);
    expect(share).toBeGreaterThan(0.4);
  },
  patienceMs,
);

test(
  "pump faults: two days of readings warn of most faults, where saying the same as now warns of none",
  async () => {
    // Half of its epochs.
    const run = await fitted({ ...pumpFaults, training: { ...pumpFaults.training, epochs: 3 } });
    // Measured: accuracy 0.938 beside 0.908, AUC 0.89, recall 0.52; with all epochs 0.941, 0.90, 0.58; logistic regression 0.939, 0.89, 0.49.
    const { rocAuc, recall } = metricsOf(run) as ClassificationMetrics; // of a classification
    expect(rocAuc).toBeGreaterThan(0.86);
    // Some faults come without warning.
    expect(rocAuc).toBeLessThan(0.97);
    expect(recall).toBeGreaterThan(0.45);
    const asNow = run.evaluation!.test.windowRivals!.find(({ rule }) => rule === "as-now")!; // of classes over windows
    expect(asNow.lead!.low).toBeGreaterThan(0);
    expect((asNow.metrics as ClassificationMetrics).recall).toBeLessThan(0.2); // as above
  },
  patienceMs,
);

test("a pump that fails stands still for up to half a day, and every pump fails now and then", () => {
  const { columns } = pumpFaults.generate(createRandom(3));
  const [pump, state, load] = ["pump", "state", "load (%)"].map((name) =>
    columns.find((column) => column.name === name),
  );
  if (pump?.kind !== "category" || state?.kind !== "category" || load?.kind !== "number")
    throw new Error("other kinds");
  const failing = [...pump.codes.keys()].filter((row) => state.codes[row] === 1);
  expect(new Set(failing.map((row) => pump.codes[row])).size).toBe(24);
  expect(new Set(failing.map((row) => load.values[row]))).toEqual(new Set([0]));
  const failed = new Set(failing);
  expect(failing.some((row) => [1, 2, 3].every((steps) => failed.has(row + steps)))).toBe(false);
});

test("no patient turns worse without a reading that says so before", () => {
  const { columns } = patientMonitors.generate(createRandom(3));
  const [patient, worse] = ["patient", "worse within the hour"].map((name) =>
    columns.find((column) => column.name === name),
  );
  if (patient?.kind !== "category" || worse?.kind !== "category") throw new Error("not categories");
  const soon = new Map<number, number>();
  patient.codes.forEach((code, row) => soon.set(code, (soon.get(code) ?? 0) + Number(worse.codes[row] === 1)));
  expect(soon.size).toBe(120);
  // The four readings of the hour before, or none.
  expect(new Set(soon.values())).toEqual(new Set([0, 4]));
});
