/** Rows beside what a run gives back of them, while it is fitted and later. */
import type { Block } from "../../../core/block";
import type { Reconstructions, Run } from "../../../core/run";
import { givesWindowsBack } from "../../../core/task";
import { withTransfer, type Handlers } from "../../rpc";
import { rowsOf, withModel } from "../apply-model";
import { showWindows } from "../given-windows";
import { spread } from "../look-at";
import type { Parts } from "../parts";
import { showReconstructions } from "../show-reconstructions";

/** So many are shown where none are named. */
const shownUnasked = 8;

export function createReconstructionJobs({
  datasets,
  models,
  compute,
  lives,
}: Parts): Pick<Handlers, "run/reconstructions"> {
  return {
    async "run/reconstructions"({ run, rows }) {
      const shown = (await lives.reconstruct(run.id, rows)) ?? (await showLater(run, rows));
      return shown && withTransfer(shown, buffersOf(shown));
    },
  };

  /** Of the stored model of a run; null where there is none, or none that gives rows back. */
  async function showLater(run: Run, asked: readonly number[] | null): Promise<Reconstructions | null> {
    const model = await models.find(run.id);
    if (!model?.usualErrors) return null;
    await compute.info();
    const { dataset } = await datasets.get(run.request.dataset);
    const known = (model.cases.validation ?? model.cases.test).rows;
    const { task } = run.request;
    if (givesWindowsBack(task)) {
      const wanted = asked ?? spread(known.length, shownUnasked).map((place) => known[place]!); // below the length
      return { epoch: run.bestEpoch, items: await showWindows(model, task, dataset, wanted) };
    }
    const rows = rowsOf(dataset, asked ?? Array.from(known.subarray(0, shownUnasked)));
    return withModel(model, dataset, rows, async (fitted, applied) => {
      const outputs: Block = await fitted.predict(applied.inputs);
      const items = showReconstructions(applied.rows, applied.inputs, outputs, model.pipeline.features);
      return { epoch: run.bestEpoch, items };
    });
  }
}

function buffersOf({ items }: Reconstructions): ArrayBuffer[] {
  return items.flatMap(({ pictures }) =>
    pictures ? [pictures.before, pictures.after, pictures.difference].map(({ pixels }) => pixels.buffer) : [],
  );
}
