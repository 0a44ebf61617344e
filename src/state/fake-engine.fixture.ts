/** An engine in memory for the tests of state and api: it answers at once, unless a test takes a method over. */
import type { ColumnInfo, ColumnKind } from "../core/column";
import type { DatasetInfo } from "../core/dataset";
import { defaultTraining } from "../core/training";
import { fail, WorkbenchError, type Failure } from "../core/failure";
import type { EngineInfo } from "../core/engine-info";
import type { Evaluation } from "../core/evaluation";
import type { RegressionMetrics } from "../core/metrics";
import type { PreparePreview } from "../core/prepare-preview";
import type { FitRequest, ResolvedFit, Run } from "../core/run";
import type { CallEvent, CallOptions, Calls, Engine, Method, Notice, Params, Result } from "../engine/protocol";

type FakeHandler<M extends Method> = (
  params: Params<M>,
  context: { readonly emit: (event: CallEvent<M>) => void; readonly signal: AbortSignal | undefined },
) => Promise<Result<M>>;

export interface FakeEngine extends Engine {
  readonly calls: readonly { readonly method: Method; readonly params: unknown }[];
  paramsOf<M extends Method>(method: M): readonly Params<M>[];
  on<M extends Method>(method: M, handler: FakeHandler<M>): void;
  notify(notice: Notice): void;
  restart(failure: Failure): void;
  giveUp(failure: Failure): void;
}

export const engineInfo: EngineInfo = {
  backend: "cpu",
  adapter: { en: "a processor", zh: "处理器" },
  reason: { en: "It is the only one.", zh: "只有它。" },
  isChosenByUser: false,
  candidates: [{ backend: "cpu", ok: true, ms: 12, why: { en: "works", zh: "可用" } }],
};

export function columnInfo(name: string, kind: ColumnKind = "number"): ColumnInfo {
  return {
    name,
    kind,
    missing: 0,
    distinct: 2,
    categories: kind === "category" ? ["no", "yes"] : [],
    idLike: false,
    summary: { kind: "category", top: [] },
  };
}

export function datasetInfo(id: string, columns = [columnInfo("age"), columnInfo("ill", "category")]): DatasetInfo {
  return {
    id,
    name: `${id}.csv`,
    rowCount: 10,
    columns,
    warnings: [],
    warningCount: 0,
    redFlags: [],
    source: { files: [] },
    fingerprint: `print of ${columns.map(({ name, kind }) => `${name} ${kind}`).join(", ")}`,
    sizeBytes: 80,
  };
}

/** The request with the defaults that the real engine would fill in, roughly. */
export function resolve(request: FitRequest): ResolvedFit {
  const [family = "", preset = null] = request.model.split("/");
  return {
    dataset: request.dataset,
    task: { ...request.task, features: request.task.features ?? ["age"] },
    family,
    preset,
    hyperparameters: { ...(request.hyperparameters as ResolvedFit["hyperparameters"]) }, // tests give plain values
    pipeline: request.pipeline ?? [],
    split: request.split ?? { kind: "random", validation: 0.2, test: 0.2 },
    training: { ...defaultTraining, ...request.training },
    seed: request.seed ?? 0,
    intendedUse: request.intendedUse ?? "",
  };
}

const regression: RegressionMetrics = {
  kind: "regression",
  mae: 1,
  rmse: 2,
  r2: 0.5,
  medianAbsoluteError: 1,
  mape: Number.NaN,
  smape: 0.1,
  bias: 0,
};

export const evaluation: Evaluation = {
  metrics: regression,
  baseline: { ...regression, mae: 3 },
  baselineRule: { kind: "mean", value: 4 },
  n: 10,
  rowCount: 10,
  unit: "rows",
  intervals: { mae: { low: 0.5, high: 1.5, method: "bootstrap" } },
  baselineIntervals: {},
};

export function runOf(id: string, number: number, request: FitRequest, change: Partial<Run> = {}): Run {
  return {
    id,
    number,
    model: request.model,
    request: resolve(request),
    datasetName: `${request.dataset}.csv`,
    fingerprint: datasetInfo(request.dataset).fingerprint,
    phase: "fitting",
    backend: "cpu",
    adapter: "a processor",
    startedAt: 0,
    endedAt: null,
    history: [],
    bestEpoch: 0,
    progress: null,
    effects: [],
    rowCounts: { train: 6, validation: 2, test: 2 },
    featureCount: 1,
    network: null,
    coefficients: [],
    hasModel: false,
    hasCheckpoint: false,
    ...change,
  };
}

export function finished(run: Run): Run {
  return { ...run, phase: "finished", endedAt: 1, hasModel: true, evaluation: { test: evaluation, validation: null } };
}

export function epochEvent(epoch: number) {
  const score = { loss: 1 / epoch, metric: epoch };
  const record = { epoch, train: score, validation: score, learningRate: 0.1, durationMs: 1 };
  return { type: "epoch", record, bestEpoch: epoch } as const;
}

export function previewOf(request: FitRequest): PreparePreview {
  const empty = { rows: 0, groups: null, classes: [] };
  return {
    resolved: resolve(request),
    proposedPipeline: [],
    effects: [],
    split: { subsets: { train: empty, validation: empty, test: empty }, unit: "rows", leftOut: 0 },
    leaks: [],
    categories: [],
    example: { row: 0, before: [], after: [] },
    featureCount: 1,
    leftOut: 0,
    network: null,
  };
}

const answers: { readonly [M in Method]?: FakeHandler<M> } = {
  "engine/start": async () => engineInfo,
  "engine/use-backend": async ({ backend }) => ({ ...engineInfo, backend, isChosenByUser: true }),
  "engine/memory": async () => ({ tensors: 0, tensorBytes: 0, deviceBytes: 0, datasetBytes: 0 }),
  "data/open": async ({ id, files }) => ({ ...datasetInfo(id), name: files[0]?.path ?? "nothing" }),
  "data/reopen": async ({ dataset }) => ({ ...datasetInfo(dataset), rowCount: 9 }),
  "data/sample": async ({ id }) => datasetInfo(id),
  "data/convert": async ({ dataset, column, kind }) =>
    datasetInfo(
      dataset,
      datasetInfo(dataset).columns.map((known) => (known.name === column ? columnInfo(column, kind) : known)),
    ),
  "data/edit": async ({ dataset, edits }) => {
    const info = datasetInfo(dataset);
    return edits.length === 0 ? info : { ...info, edits, fingerprint: `${info.fingerprint} ${JSON.stringify(edits)}` };
  },
  "data/rows": async ({ from, rows }) => ({ from, rows: rows ?? [from], values: [[1], ["yes"]] }),
  "data/pictures": async ({ rows }) => ({ pictures: rows.map(() => null) }),
  "data/close": async () => null,
  "prepare/preview": async ({ request }) => previewOf(request),
  "prepare/augmented": async () => null,
  "fit/start": async ({ run, number, request, resume }, { emit }) => {
    const taken = resume ?? runOf(run, number, request);
    emit({ type: "started", run });
    emit({ type: "run", run: taken });
    return finished(taken);
  },
  "fit/find-rate": async () => ({ points: [{ rate: 1e-3, loss: 1 }], suggested: 1e-3 }),
  "fit/stop": async () => null,
  "fit/pause": async () => null,
  "fit/resume": async () => null,
  "run/evaluate": async () => evaluation,
  "run/evaluate-files": async () => ({ evaluation, name: "other", rowCount: 1 }),
  "run/predict": async ({ on }) => ({
    rows: [0],
    values: ["yes"],
    dataset: on.kind === "dataset" ? on.dataset : "new",
  }),
  "run/delete": async () => null,
  "project/export": async ({ project }) => new Blob([JSON.stringify(project)]),
};

export function createFakeEngine(): FakeEngine {
  const calls: { method: Method; params: unknown }[] = [];
  const handlers = new Map<Method, unknown>(Object.entries(answers) as [Method, unknown][]); // keys of `answers`
  const listeners = new Set<(notice: Notice) => void>();
  const restarted = new Set<(failure: Failure) => void>();
  const gaveUp = new Set<(failure: Failure) => void>();
  const listen = <T>(set: Set<T>, listener: T) => {
    set.add(listener);
    return () => set.delete(listener);
  };
  return {
    calls,
    paramsOf: <M extends Method>(method: M) =>
      calls.filter((call) => call.method === method).map((call) => call.params as Calls[M]["params"]), // recorded with it
    on: (method, handler) => void handlers.set(method, handler),
    notify: (notice) => listeners.forEach((listener) => listener(notice)),
    restart: (failure) => restarted.forEach((listener) => listener(failure)),
    giveUp: (failure) => gaveUp.forEach((listener) => listener(failure)),
    async call<M extends Method>(method: M, params: Params<M>, options: CallOptions<M> = {}): Promise<Result<M>> {
      calls.push({ method, params });
      const handler = handlers.get(method) as FakeHandler<M> | undefined; // stored under its method
      if (!handler) throw new Error(`the fake engine does not answer ${method}`);
      return handler(params, { emit: (event) => options.onEvent?.(event), signal: options.signal });
    },
    onNotice: (listener) => listen(listeners, listener),
    onRestart: (listener) => listen(restarted, listener),
    onGiveUp: (listener) => listen(gaveUp, listener),
    dispose: () => undefined,
  };
}

/** A call that stays open until the test ends it. */
export function held<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<T>((accept, refuse) => {
    resolve = accept;
    reject = refuse;
  });
  return { promise, resolve, reject };
}

export const crash = (): WorkbenchError => fail("engine/crashed", { reasonEn: "no memory", reasonZh: "内存不足" });
