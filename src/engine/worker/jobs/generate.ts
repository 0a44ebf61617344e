/** Writing with the models of runs, while they are fitted and later. */
import { fail } from "../../../core/failure";
import type { Run } from "../../../core/run";
import { coderOf } from "../../../preprocessing/generation/text-coder";
import type { Handlers } from "../../rpc";
import { generateTexts, resolveGenerate } from "../generate-texts";
import { alignmentOf } from "../turn-texts";
import { pairAt, writeOne } from "../live-texts";
import type { Parts } from "../parts";
import { withRestored } from "../restored-model";

export function createGenerateJobs({
  datasets,
  models,
  compute,
  lives,
}: Parts): Pick<Handlers, "run/generate" | "fit/texts"> {
  return {
    async "run/generate"({ run, options }, { signal }) {
      requireGeneration(run);
      const isTurned = run.request.task.kind === "generation" && run.request.task.source !== undefined;
      const settings = resolveGenerate({ ...(isTurned ? { temperature: 0, samples: 1 } : {}), ...options });
      const stored = await models.get(run);
      await compute.info();
      return withRestored(stored, async (model) => {
        const coder = coderOf(stored.pipeline);
        const generated = await generateTexts(model.predict, coder, settings, signal);
        const alignment = await alignmentOf(model, coder, settings.prompt, generated.texts[0]?.text ?? "");
        return alignment ? { ...generated, alignment } : generated;
      });
    },
    async "fit/texts"({ run }, { signal }) {
      const { task } = run.request;
      if (task.kind !== "generation") return null;
      const live = lives.texts(run.id);
      if (live) return live;
      const stored = run.hasModel ? await models.find(run.id) : null;
      if (!stored) return null;
      const seed = run.request.seed + run.bestEpoch;
      const { dataset } = await datasets.get(run.request.dataset);
      const { validation, train } = stored.split;
      const pair = pairAt(dataset, task, validation[0] ?? train[0]);
      await compute.info();
      const written = await withRestored(stored, ({ predict }) =>
        writeOne(predict, stored.pipeline, pair, seed, signal),
      );
      return [{ epoch: run.bestEpoch, ...written }];
    },
  };
}

/** Throws `api/unsupported`. */
function requireGeneration({ request: { task } }: Run): void {
  if (task.kind === "generation") return;
  throw fail("api/unsupported", { what: "generating with a model that predicts", supported: "predict and evaluate" });
}
