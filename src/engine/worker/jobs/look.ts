/** Looking into the networks of runs, while they are fitted and later. */
import type { Look, WorstCases } from "../../../core/look";
import type { FittedModel } from "../../../core/estimator";
import type { StoredModel } from "../../../storage/storage";
import { withTransfer, type Handlers } from "../../rpc";
import { judgeSome, lookAt, prepareRows, spreadPlaces, worstOf, type LookSubject } from "../look-at";
import { lookLater } from "../look-later";
import type { Parts } from "../parts";

export function createLookJobs(parts: Parts): Pick<Handlers, "fit/look" | "fit/look-ahead"> {
  const { lives } = parts;
  return {
    "fit/look-ahead": ({ run }) => lives.lookAhead(run),
    async "fit/look"({ run, row }, { signal }) {
      const later = () =>
        lookLater(parts, run, async (fitted, subject, model) => {
          const look = await lookAt((picture) => fitted.look?.(picture) ?? null, subject, row);
          if (!look) return null;
          const worst = await worstLater(fitted, model, subject, signal);
          return { ...look, epoch: run.bestEpoch, worst: worst && { epoch: run.bestEpoch, ...worst } };
        });
      const look = (await lives.look(run.id, row)) ?? (await later());
      return look && withTransfer(look, buffersOf(look));
    },
  };
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
