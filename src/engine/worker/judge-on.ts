/** A stored model judged on rows of any data, by the kind of question. */
import { excludedRows, includedRows } from "../../core/excluded-rows";
import { groupCodes } from "../../core/group-codes";
import type { Evaluation } from "../../core/evaluation";
import type { Run } from "../../core/run";
import { givesWindowsBack, type ReconstructionTask } from "../../core/task";
import type { Targets } from "../../preprocessing/outcomes";
import { readKnownTargets } from "../../preprocessing/targets";
import type { StoredDataset, StoredModel } from "../../storage/storage";
import { applyModel, rowsOf, withModel } from "./apply-model";
import { evaluateSeries, learnedForecast } from "./forecast-work";
import { windowsGivenBack } from "./given-windows";
import { evaluate, type Judgement } from "./judge";
import { evaluateGivenBack, giveBack, type ReconstructionJudgement } from "./judge-reconstruction";
import { judgedUnits } from "./judged-units";
import { judgeWindows, learnedWindows } from "./window-work";

/** Of the rows that are asked for, else of all that the model has never seen. */
export async function judgeOn(
  model: StoredModel,
  run: Run,
  stored: StoredDataset,
  rows?: readonly number[],
): Promise<Evaluation> {
  // On the run's own data, corrected or not, the honest rows are those that it has never seen.
  const isOwn = stored.dataset.id === run.request.dataset || stored.info.fingerprint === run.fingerprint;
  const excluded = excludedRows(stored.dataset.edits);
  const honest = isOwn ? model.split.test : includedRows(stored.dataset);
  const asked = rows ?? Array.from(honest).filter((row) => row < stored.dataset.rowCount && !excluded.has(row));
  const forecast = learnedForecast(run, model);
  if (forecast) {
    return evaluateSeries(model, forecast, stored.dataset, rowsOf(stored.dataset, asked), run.request.seed);
  }
  const learned = learnedWindows(run, model);
  if (learned) {
    return evaluate(await judgeWindows(model, run, learned, stored.dataset, rowsOf(stored.dataset, asked)));
  }
  const { task } = run.request;
  const judged = rowsOf(stored.dataset, asked);
  if (givesWindowsBack(task)) {
    return evaluateGivenBack(await windowsGivenBack(model, run, task, stored.dataset, judged));
  }
  const known = readKnownTargets(stored.dataset, task, judged, model.categories);
  if (task.kind === "reconstruction") return evaluateGivenBack(await givenBackOf(model, run, stored, known, task));
  return evaluate(await judgementOf(model, run, stored, known));
}

/** What the model says of rows whose outcome is known. Throws what applying throws. */
export async function judgementOf(
  model: StoredModel,
  run: Run,
  { dataset }: StoredDataset,
  known: Pick<Targets, "rows" | "values">,
): Promise<Judgement> {
  const { task, split, seed } = run.request;
  const { rows, outputs } = await applyModel(model, dataset, known.rows);
  const width = known.values.length / known.rows.length;
  const placeOf = new Map(Array.from(known.rows, (row, i) => [row, i]));
  const by = split.kind === "group" ? dataset.columns.find((column) => column.name === split.by) : undefined;
  return {
    task,
    categories: model.categories,
    rows,
    targets: Float64Array.from({ length: rows.length * width }, (_, i) => {
      const place = placeOf.get(rows[Math.floor(i / width)]!)!; // the steps only leave out rows
      return known.values[place * width + (i % width)]!; // aligned
    }),
    outputs,
    trainTargets: model.trainTargets,
    groups: by ? groupCodes(by, rows).codes : null,
    unit: by?.name ?? "rows",
    units: judgedUnits(dataset, task, split, rows),
    seed,
  };
}

/** What it gives back of rows whose category is known. Throws what applying throws. */
export function givenBackOf(
  model: StoredModel,
  run: Run,
  { dataset }: StoredDataset,
  known: Pick<Targets, "rows" | "values">,
  task: ReconstructionTask,
): Promise<ReconstructionJudgement> {
  const { split } = run.request;
  const by = split.kind === "group" ? dataset.columns.find((column) => column.name === split.by) : undefined;
  return withModel(model, dataset, known.rows, async (fitted, { rows, inputs }) => {
    const valueOf = new Map(Array.from(known.rows, (row, i) => [row, known.values[i]!])); // aligned
    return {
      ...{ task, request: run.request, categories: model.categories, rows },
      targets: Float64Array.from(rows, (row) => valueOf.get(row)!), // the steps only leave out rows
      given: await giveBack(fitted, inputs),
      usual: model.usualErrors ?? { model: new Float64Array(0), references: [] },
      features: model.pipeline.features,
      groups: by ? groupCodes(by, rows).codes : null,
      unit: by?.name ?? "rows",
      windows: null,
    };
  });
}
