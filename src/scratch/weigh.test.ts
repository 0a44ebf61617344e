import { readFileSync, appendFileSync } from "node:fs";
import { test } from "vitest";
import { open, sourceOf } from "../data/open.fixture";
import { splitRows } from "../data/split/split-rows";
import { prepare } from "../preprocessing/build-samples";
import { readTargets } from "../preprocessing/targets";
import { stepSpecOf } from "../preprocessing/registry";
import { defaultsOf } from "../core/field";
import { atOnce } from "../core/work";
import { allRows } from "../core/all-rows";
import { loadEstimator } from "../models/estimators";
import { resolveTraining } from "../core/training";
import { families } from "../models/registry";
import { useBackend } from "../tensor/backend";
const configs: any[] = JSON.parse(process.env.CONFIGS ?? "[]");
const seeds: number[] = JSON.parse(process.env.SEEDS ?? "[0]");
const val = Number(process.env.VAL ?? "0.2");
test("weigh", { timeout: 1e8 }, async () => {
  const dataset = await open([sourceOf(readFileSync("../shared/data/text_sms_spam/sms.tsv"), "sms.tsv")]);
  const task = { kind: "classification", target: "column 1", positive: "spam", features: ["column 2"] } as const;
  const targets = readTargets(dataset, task, allRows(dataset));
  await useBackend("wasm").catch((e: unknown) => console.log(String(e)));
  for (const config of configs) for (const seed of seeds) {
    const { family = "logistic", hyper = {}, training = {}, ...params } = config;
    const step: any = { kind: "bag-of-words", columns: ["column 2"], params };
    step.params = { ...defaultsOf(stepSpecOf(step).fields), ...params };
    const split = splitRows({ dataset, request: { kind: "stratified", validation: val, test: 0.2 }, rows: targets.rows, targetCodes: Int32Array.from(targets.values as any), seed } as any);
    const t0 = performance.now();
    const prepared = atOnce(prepare(dataset, { task, features: ["column 2"], pipeline: [step] }, targets, split));
    const t1 = performance.now();
    const spec = families.find((f) => f.id === family)!;
    const estimator = await loadEstimator(family);
    const run = estimator.fit(prepared.train, { task, categories: prepared.categories, validation: prepared.validation, hyperparameters: { ...defaultsOf(spec.fields), ...hyper }, training: resolveTraining(training, spec.training), seed, signal: new AbortController().signal, whilePaused: async () => {}, checkpoint: null, saveCheckpoint: async () => {} } as any);
    let next = await run.next(); let n = 0;
    while (!next.done) { n++; next = await run.next(); }
    const out: any = {};
    for (const name of ["validation", "test"] as const) {
      const s = prepared[name]; if (!s) continue;
      const { data } = await next.value.model.predict(s.inputs);
      let tp = 0, fp = 0, fn = 0, right = 0;
      s.targets.data.forEach((y: number, i: number) => { const p = data[2 * i + 1]! > 0.5 ? 1 : 0; if (p === y) right++; if (p && y) tp++; if (p && !y) fp++; if (!p && y) fn++; });
      out[name] = [(right / s.rows.length).toFixed(4), (2 * tp / (2 * tp + fp + fn)).toFixed(4)];
    }
    next.value.model.dispose();
    appendFileSync(process.env.OUT ?? "/tmp/text-out.txt", JSON.stringify({ ...config, seed, ...(process.env.TEST ? out : { validation: out.validation }), prepMs: Math.round(t1 - t0), fitMs: Math.round(performance.now() - t1), n }) + "\n");
  }
});
