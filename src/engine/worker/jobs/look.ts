/** Looking into the networks of runs, while they are fitted and later. */
import type { Look, WorstCases } from "../../../core/look";
import type { FittedModel } from "../../../core/estimator";
import type { Run } from "../../../core/run";
import { loadEstimator } from "../../../models/estimators";
import type { StoredModel } from "../../../storage/storage";
import { withTransfer, type Handlers } from "../../rpc";
import { judgeSome, lookAt, prepareRows, spreadPlaces, subjectOf, worstOf, type LookSubject } from "../look-at";
import type { Parts } from "../parts";

export function createLookJobs({
  datasets,
  models,
  compute,
  lives,
}: Parts): Pick<Handlers, "fit/look" | "fit/look-ahead"> {
  return {
    "fit/look-ahead": ({ run }) => lives.lookAhead(run),
    async "fit/look"({ run, row }, { signal }) {
      const look = (await lives.look(run.id, row)) ?? (await lookLater(run, row, signal));
      return look && withTransfer(look, buffersOf(look));
    },
  };

  /** At the stored model of a run; null where there is none, or none of pictures. */
  async function lookLater(run: Run, row: number | null, signal: AbortSignal): Promise<Look | null> {
    const model = await models.find(run.id);
    if (!model) return null;
    await compute.info();
    const estimator = await loadEstimator(model.saved.family);
    const { dataset } = await datasets.get(run.request.dataset);
    const subject = subjectOf(run, dataset, model);
    const fitted = await estimator.restore(model.saved);
    try {
      const look = await lookAt((picture) => fitted.look?.(picture) ?? null, subject, row);
      if (!look) return null;
      const worst = await worstLater(fitted, model, subject, signal);
      return { ...look, epoch: run.bestEpoch, worst: worst && { epoch: run.bestEpoch, ...worst } };
    } finally {
      fitted.dispose();
    }
  }
}

async function worstLater(
  fitted: FittedModel,
  { cases }: StoredModel,
  subject: LookSubject,
  signal: AbortSignal,
): Promise<Omit<WorstCases, "epoch"> | null> {
  if (cases.validation) {
    const { rows, actual, predicted, probabilities } = cases.validation;
    return worstOf(rows, actual, subject.task.kind === "regression" ? predicted : probabilities, subject);
  }
  const places = spreadPlaces(subject.rows.length);
  const known = new Map(places.map((place) => [subject.rows[place]!, place])); // places of the rows
  const { inputs, rows } = await prepareRows(subject, Uint32Array.from(known.keys()));
  const width = subject.targets.length / subject.rows.length;
  const targets = Float64Array.from({ length: rows.length * width }, (_, i) => {
    const place = known.get(rows[Math.floor(i / width)]!)!; // the steps only leave out rows
    return subject.targets[place * width + (i % width)]!; // aligned
  });
  return judgeSome(fitted, { inputs, rows, targets: { data: targets, shape: [rows.length, width] } }, subject, signal);
}

function buffersOf({ filters, layers }: Look): ArrayBuffer[] {
  return [...filters, ...layers.flatMap(({ maps }) => maps)].map(({ pixels }) => pixels.buffer);
}
