import { beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { AttentionLook } from "../../../core/attention-look";
import type { ColumnInfo } from "../../../core/column";
import { createFailure, WorkbenchError } from "../../../core/failure";
import type { Look } from "../../../core/look";
import type { Picture } from "../../../core/picture";
import type { Run } from "../../../core/run";
import { runOf } from "../../../state/fake-engine.fixture";
import type { WorkbenchActions } from "../../../state/workbench";
import { createFixtureTable } from "../../dataset.fixture";
import { renderPanel } from "../../render.fixture";
import { createFakeWorkbench, emptyProject, type FakeWorkbench } from "../../workbench.fixture";
import { RunAttention } from "../run-attention";
import { NetworkPictures } from "./network-pictures";

const image: ColumnInfo = {
  name: "film",
  kind: "image",
  missing: 0,
  distinct: 4,
  categories: [],
  idLike: false,
  summary: { kind: "image", channels: 1, widths: [8, 8, 8], heights: [8, 8, 8] },
};
const { info } = createFixtureTable();
const dataset = { ...info, columns: [...info.columns, image] };

function picture(side: number, level = 120): Picture {
  return { width: side, height: side, channels: 1, pixels: new Uint8Array(side * side).fill(level) };
}

const pictures = (count: number, side: number) => Array.from({ length: count }, (_, i) => picture(side, 9 * i));

const look: Look = {
  epoch: 3,
  categories: ["clear", "shadow"],
  choices: [
    { row: 4, actual: 0 },
    { row: 7, actual: 1 },
  ],
  row: 4,
  filters: pictures(4, 3),
  layers: [{ label: { en: "Convolution 3 × 3, 20", zh: "卷积" }, shape: [24, 24, 20], maps: pictures(16, 24) }],
  outputs: [0.8, 0.2],
  worst: {
    epoch: 3,
    rowCount: 40,
    wrongCount: 2,
    cases: [
      { row: 9, actual: 1, predicted: 0, probability: 0.97 },
      { row: 12, actual: 0, predicted: 1, probability: 0.61 },
    ],
  },
};

function show(answer: WorkbenchActions["look"], change: Partial<Run> = {}, features = ["film"]): FakeWorkbench {
  const request = {
    dataset: dataset.id,
    task: { kind: "classification", target: "narrowing", features },
    model: "cnn",
  } as const;
  const network = { layers: [], weightCount: 1, memoryBytes: 1 };
  const run = runOf("r1", 1, request, { network, ...change });
  const project = { ...emptyProject, datasets: [dataset], dataset: dataset.id, runs: [run], currentRun: "r1" };
  const given = {
    look: answer,
    pictures: (_: string, __: string, rows: readonly number[]) => Promise.resolve(rows.map(() => picture(8))),
  };
  const workbench = createFakeWorkbench({ dataset, project }, given);
  renderPanel(workbench, <NetworkPictures />);
  return workbench;
}

const looksOf = ({ calls }: FakeWorkbench) => calls.filter(({ action }) => action === "look").map(({ given }) => given);
const ended = { phase: "finished", hasModel: true } as const;

beforeEach(() => page.viewport(1440, 900));

test("shows filters, maps, probabilities and what is still wrong", async () => {
  show(() => Promise.resolve(look), ended);
  await expect.element(page.getByRole("img", { name: "4 filters of 3 × 3 pixels" })).toBeVisible();
  const maps = page.getByRole("img", { name: "Convolution 3 × 3, 20: the 16 most active of 20 channels" });
  await expect.element(maps).toBeVisible();
  expect(maps.element().querySelectorAll("canvas").length).toBe(2);
  await expect.element(page.getByText("24 × 24, 20 channels")).toBeVisible();
  await expect
    .element(page.getByRole("list", { name: "What it says" }))
    .toHaveTextContent("clear · what it is80%shadow20%");
  await expect.element(page.getByText("2 of 40 wrong after epoch 3")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Select row 10, shadow → clear, 97% sure" })).toBeVisible();
});

test("draws each map pixel for pixel, enlarged", async () => {
  show(() => Promise.resolve(look), ended);
  const strip = page.getByRole("img", { name: "4 filters of 3 × 3 pixels" });
  await expect.element(strip).toBeVisible();
  const canvas = () => strip.element().querySelector("canvas");
  await expect.poll(() => canvas()?.height).toBeGreaterThan(30);
  const node = canvas()!; // polled for
  const at = (x: number) => Array.from(node.getContext("2d")!.getImageData(x, node.height - 1, 1, 1).data);
  const side = node.height;
  expect(at(0)).toEqual([0, 0, 0, 255]);
  expect(at(side)).toEqual([0, 0, 0, 0]);
  expect(at(node.width - 1)).toEqual([27, 27, 27, 255]);
});

test("looks at the picture that is clicked, and selects what is wrong", async () => {
  const workbench = show((_, row) => Promise.resolve({ ...look, row: row ?? 4 }), ended);
  await page.getByRole("button", { name: "row 8, shadow" }).click();
  await expect.poll(() => looksOf(workbench).at(-1)).toEqual(["r1", 7]);
  await expect.element(page.getByRole("button", { name: "row 8, shadow" })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: /^Select row 13/ }).click();
  const selected = workbench.calls.find(({ action }) => action === "select")?.given[0];
  expect(selected).toMatchObject({ dataset: dataset.id, rows: [12] });
  // What is wrong is looked at too, and stands first among the pictures to choose.
  await expect.poll(() => looksOf(workbench).at(-1)).toEqual(["r1", 12]);
  await expect.element(page.getByRole("button", { name: "row 13, clear", exact: true })).toBeVisible();
});

test("asks again while it learns, and once when it does not", async () => {
  let asked = 0;
  const workbench = show(() => Promise.resolve(++asked < 2 ? null : look));
  await expect.element(page.getByText("They are gone through at the end of the next epoch.")).toBeVisible();
  // The second question comes two seconds after the first answer.
  await expect.poll(() => looksOf(workbench).length, { timeout: 5_000 }).toBe(2);
  await expect.element(page.getByText("2 of 40 wrong after epoch 3")).toBeVisible();
  const run = workbench.project.getState().project.runs[0]!; // the one that show() made
  const { project } = workbench.project.getState();
  workbench.project.setState({ project: { ...project, runs: [{ ...run, ...ended }] } });
  await expect.poll(() => looksOf(workbench).length).toBe(3);
});

test("shows values where values are predicted, and says where a row is left out", async () => {
  const cases = [{ row: 9, actual: 40, predicted: 71.5, probability: Number.NaN }];
  const values: Look = {
    ...look,
    categories: [],
    choices: [{ row: 4, actual: 52 }],
    outputs: [48.25],
    worst: { epoch: 3, rowCount: 40, wrongCount: 40, cases },
  };
  const left = { ...values, row: 9, outputs: [], layers: [] };
  show((_, row) => Promise.resolve(row === null ? values : left), ended);
  await expect.element(page.getByText("It says 48.25; the value is 52.")).toBeVisible();
  await expect.element(page.getByText("the farthest off of 40 after epoch 3")).toBeVisible();
  await page.getByRole("button", { name: "Select row 10, 40 → 71.5", exact: true }).click();
  await expect.element(page.getByText("A step of the preparation leaves this row out")).toBeVisible();
});

test("says why there is nothing, or nothing at all", async () => {
  const failure = createFailure("data/unknown-dataset", { dataset: "d1" });
  show(() => Promise.reject(new WorkbenchError(failure)), ended);
  await expect.element(page.getByText(failure.message)).toBeVisible();
});

test("stays away from runs without pictures", async () => {
  const workbench = show(() => Promise.resolve(look), ended, ["age"]);
  expect(looksOf(workbench)).toEqual([]);
  expect(document.querySelector("section")).toBeNull();
});

test("fits a phone", async () => {
  await page.viewport(390, 800);
  show(() => Promise.resolve(look), ended);
  await expect.element(page.getByText("2 of 40 wrong after epoch 3")).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});

test("attention to squares is headed so before its first answer, and a run is not asked for what was chosen of another", async () => {
  const layerOf = (type: string) => ({ type, label: look.layers[0]!.label, outputShape: [4, 8], weightCount: 8 }); // made above
  const network = { layers: [layerOf("patches"), layerOf("self-attention")], weightCount: 16, memoryBytes: 1 };
  const task = { kind: "classification", target: "narrowing", features: ["film"] } as const;
  const runs = ["r1", "r2"].map((id, at) =>
    runOf(id, at, { dataset: dataset.id, task, model: "transformer" }, { network, ...ended }),
  );
  const project = { ...emptyProject, datasets: [dataset], dataset: dataset.id, runs, currentRun: "r1" };
  const seen: AttentionLook = {
    ...{ epoch: 1, categories: look.categories, choices: look.choices, row: 4, outputs: [] },
    ...{ tokens: [], tokenCount: 0, cutCount: 0, fillCount: 0, picture: picture(8), view: null },
  };
  const attend = (run: string) => (run === "r1" ? Promise.resolve(seen) : new Promise<never>(() => undefined));
  const workbench = createFakeWorkbench({ dataset, project }, { attend });
  renderPanel(workbench, <RunAttention />);
  const asked = () => workbench.calls.findLast(({ action }) => action === "attend")?.given;
  await page.getByLabelText("Picture").selectOptions("7");
  await expect.poll(asked).toEqual(["r1", 7, -1]);
  workbench.project.setState({ project: { ...project, currentRun: "r2" } });
  await expect.poll(asked).toEqual(["r2", null, -1]);
  await expect.element(page.getByRole("heading", { name: "Which patches it attends to" })).toBeVisible();
});
