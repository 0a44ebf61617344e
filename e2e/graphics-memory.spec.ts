/** Memory of the graphics device over many runs, on the software adapter: networks and tables are tiny. */
import type { FitRequest } from "../src/api/types";
import { createRandom } from "../src/core/random";
import { expect, openPage, test } from "./journey";
import { pictureFiles } from "./picture-files";

type Data = "table" | "texts" | "series" | "pictures";
type Shape = Pick<FitRequest, "task" | "model"> & { readonly data: Data; readonly hyperparameters: object };

/** Families by turns; `between` says how large each of their measures is. */
function shapesOf(between: (least: number, most: number) => number): readonly Shape[] {
  const classes = { kind: "classification", target: "state" } as const;
  const number = { kind: "regression", target: "age" } as const;
  const texts = { kind: "classification", target: "kind", features: ["message"] } as const;
  const pictures = { kind: "classification", target: "label", features: ["image"] } as const;
  const window = { lookBack: between(3, 9), horizon: between(1, 4) };
  const ahead = { kind: "forecasting", target: "cars", window } as const;
  const few = { units: [between(3, 12)], embedding: between(3, 9) };
  return [
    { data: "table", task: classes, model: "mlp", hyperparameters: { units: [between(3, 40), between(3, 20)] } },
    {
      data: "pictures",
      task: pictures,
      model: "cnn",
      hyperparameters: { width: between(2, 6), imageSize: between(8, 14) },
    },
    { data: "texts", task: texts, model: "lstm", hyperparameters: few },
    { data: "table", task: number, model: "linear", hyperparameters: { solver: "gradient" } },
    { data: "series", task: ahead, model: "gru", hyperparameters: { units: few.units } },
    {
      data: "texts",
      task: texts,
      model: "transformer",
      hyperparameters: { heads: between(1, 3), headWidth: between(2, 6) },
    },
    { data: "series", task: ahead, model: "tcn", hyperparameters: { blocks: between(1, 2), filters: between(3, 9) } },
    { data: "texts", task: texts, model: "attention", hyperparameters: { ...few, units: between(3, 9) } },
    { data: "table", task: { kind: "reconstruction" }, model: "autoencoder", hyperparameters: { units: few.units } },
    { data: "series", task: ahead, model: "rnn", hyperparameters: { units: few.units } },
  ];
}

const random = createRandom(5);
const between = (least: number, most: number) => least + random.below(most - least + 1);
const linesOf = (head: string, lineOf: (row: number) => string) =>
  [head, ...Array.from({ length: 90 }, (_, row) => lineOf(row))].join("\n");

const tables: { readonly [Name in Exclude<Data, "pictures">]: string } = {
  table: linesOf("marker,pulse,age,state", (row) => {
    const isIll = row % 3 === 0;
    return [
      (isIll ? 2 : 0) + random.normal(),
      70 + random.normal(),
      30 + between(0, 40),
      isIll ? "ill" : "well",
    ].join();
  }),
  texts: linesOf("message,kind", (row) => {
    const words = row % 2 === 0 ? ["fire", "smoke", "flames"] : ["fall", "pain", "breath"];
    return `${Array.from({ length: between(3, 9) }, () => words[random.below(3)]).join(" ")},${row % 2 ? "ill" : "fire"}`;
  }),
  series: linesOf("cars", (row) => (20 + 5 * Math.sin(row / 3) + random.normal()).toFixed(2)),
};

test("after each of 50 runs of different shapes the graphics memory is where it began @soak", async ({ page }) => {
  test.setTimeout(600_000);
  await openPage(page, "./?backend=webgpu");
  const pictures = pictureFiles(60).map(({ name, buffer }) => ({ name, bytes: [...buffer] }));
  const ids = await page.evaluate(
    async ([tables, pictures]) => {
      const api = window.lightbench;
      const opened = async (files: readonly File[]) => (await api.open(files)).id;
      return {
        table: await opened([new File([tables.table], "table.csv")]),
        texts: await opened([new File([tables.texts], "texts.csv")]),
        series: await opened([new File([tables.series], "series.csv")]),
        pictures: await opened(pictures.map(({ name, bytes }) => new File([Uint8Array.from(bytes)], name))),
      };
    },
    [tables, pictures] as const,
  );
  const shapes = Array.from({ length: 5 }, () => shapesOf(between)).flat();
  const requests = shapes.map(({ data, ...shape }, seed) => {
    const training = { epochs: 1, batchSize: between(5, 40), learningRate: 0.001 };
    return { ...shape, dataset: ids[data], training, seed } as FitRequest; // hyperparameters of its family
  });
  const memories = await page.evaluate(async (requests) => {
    const api = window.lightbench;
    const memories = [{ what: "before", ...(await api.memory()) }];
    for (const request of JSON.parse(requests) as readonly FitRequest[]) {
      // written below
      const run = await api.fit(request);
      if (run.phase !== "finished") throw new Error(`${request.model}: ${run.failure?.message ?? run.phase}`);
      const rows = request.task.kind === "forecasting" ? {} : { rows: [0, 1, 2] };
      await api.predict(run.id, { dataset: request.dataset, ...rows });
      await api.deleteRun(run.id);
      memories.push({ what: `${request.model} on ${run.backend}`, ...(await api.memory()) });
    }
    return memories;
  }, JSON.stringify(requests));
  const [before, ...after] = memories;
  expect(after).toHaveLength(50);
  for (const { what, ...memory } of after) {
    expect({ what, ...memory }).toEqual({ ...before, what: expect.stringMatching(/ on webgpu$/) });
  }
});
