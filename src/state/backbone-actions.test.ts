import { expect, test } from "vitest";
import type { BackboneInfo } from "../core/backbone";
import { fail } from "../core/failure";
import { createOpenBench, file, savedProject } from "./workbench.fixture";

const infoOf = (id: string): BackboneInfo => ({
  ...{ id, name: `net ${id}`, inputShape: [16, 16, 3], layerCount: 3, weightCount: 9 },
  ...{ cuts: [], cut: "pool", pixels: "signed" },
});

async function openBench() {
  const bench = await createOpenBench();
  let next = "a";
  bench.engine.on("models/open-backbone", async () => infoOf(next));
  const open = (id: string) => {
    next = id;
    return bench.workbench.actions.openBackbone([file("model.json")]);
  };
  return { bench, open, draft: () => bench.workbench.project.getState().project.draft };
}

test("what is opened is asked for, kept with the project, and taken back by undo", async () => {
  const { bench, open, draft } = await openBench();
  bench.workbench.actions.setModel("mlp");
  await open("a");
  expect(draft()).toMatchObject({ model: "backbone", hyperparameters: { backbone: "a" } });
  expect((await savedProject(bench))?.backbones).toEqual([infoOf("a")]);
  bench.workbench.actions.undo();
  expect(draft()).toMatchObject({ model: "mlp", hyperparameters: {} });
});

test("another one takes its own cut and pixels, and the other settings stay", async () => {
  const { bench, open, draft } = await openBench();
  await open("a");
  for (const [id, value] of Object.entries({ cut: "conv", pixels: "bytes", mode: "fine-tuned" }))
    bench.workbench.actions.setHyperparameter(id, value);
  await open("b");
  expect(draft().hyperparameters).toEqual({ backbone: "b", mode: "fine-tuned" });
  await open("c");
  // The one before the last is named by nothing any more.
  expect((await savedProject(bench))?.backbones?.map(({ id }) => id)).toEqual(["b", "c"]);
});

test("a refusal changes nothing", async () => {
  const { bench, draft } = await openBench();
  const before = draft();
  bench.engine.on("models/open-backbone", async () => {
    throw fail("backbone/no-model", { files: "a.h5" });
  });
  await expect(bench.workbench.actions.openBackbone([file("a.h5")])).rejects.toMatchObject({
    code: "backbone/no-model",
  });
  expect(draft()).toEqual(before);
});
