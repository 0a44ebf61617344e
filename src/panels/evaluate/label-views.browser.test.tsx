import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { ColumnInfo } from "../../core/column";
import type { DatasetInfo } from "../../core/dataset";
import { runOf } from "../../state/fake-engine.fixture";
import type { Selection } from "../../state/workbench";
import { renderPanel } from "../render.fixture";
import { createFakeWorkbench, emptyProject, type FakeWorkbench } from "../workbench.fixture";
import { EvaluatePanel } from "./evaluate-panel";
import { labelEvaluation, labelledCases } from "./label-evaluation.fixture";

/** As on chest films: fourteen, one of them long. */
const labels = [
  ...["Atelectasis", "Cardiomegaly", "Consolidation", "Edema", "Effusion", "Emphysema", "Fibrosis", "Hernia"],
  ...["Infiltration", "Mass", "Nodule", "Pleural_Thickening", "Pneumonia", "Enlarged_Cardiomediastinum"],
];
const rowCount = 60;
const cases = labelledCases(labels, rowCount);

const image: ColumnInfo = {
  name: "image",
  kind: "image",
  missing: 0,
  distinct: rowCount,
  categories: [],
  idLike: false,
  summary: { kind: "image", channels: 1, widths: [8, 8, 8], heights: [8, 8, 8] },
};
const dataset: DatasetInfo = {
  id: "d1",
  name: "films",
  rowCount: 200,
  columns: [image],
  warnings: [],
  warningCount: 0,
  redFlags: [],
  source: { files: [] },
  fingerprint: "f",
  sizeBytes: 1,
};

function show(features: readonly string[] = ["image"]): FakeWorkbench {
  const task = { kind: "multilabel", targets: ["findings"], features } as const;
  const evaluation = { test: labelEvaluation(labels, rowCount), validation: null };
  const run = {
    ...runOf("r1", 1, { dataset: dataset.id, task, model: "cnn" }),
    phase: "finished",
    evaluation,
  } as const;
  const workbench: FakeWorkbench = createFakeWorkbench(
    { dataset, project: { ...emptyProject, datasets: [dataset], runs: [run], currentRun: "r1" } },
    {
      cases: async () => cases,
      pictures: async (_, _column, rows) =>
        rows.map((row) => ({ width: 8, height: 8, channels: 1, pixels: new Uint8Array(64).fill(row) })),
      rows: async (_, from) => ({ from, rows: [], values: [] }),
      select: (selection: Selection) => workbench.project.setState({ selection }),
    },
  );
  renderPanel(workbench, <EvaluatePanel />);
  return workbench;
}

const table = () => page.getByRole("table", { name: "Label by label" });
const verdict = () => page.getByTestId("label-verdict");
/** Cases with the label `at` that were found, and that were missed. */
const counts = (at: number) => {
  const places = Array.from({ length: rowCount }, (_, row) => row * labels.length + at);
  const having = places.filter((place) => cases.actual[place] === 1);
  const found = having.filter((place) => cases.predicted[place] === 1).length;
  return { having: having.length, found, missed: having.length - found };
};

beforeEach(() => page.viewport(1440, 900));

test("has a row for each label with its scores beside the baseline's", async () => {
  show();
  await expect.element(table().getByRole("rowheader").nth(13)).toHaveTextContent("Enlarged_Cardiomediastinum");
  const row = table().getByRole("row").nth(1);
  await expect.element(row).toHaveTextContent(/^Atelectasis/);
  await expect.element(row.getByRole("cell").first()).toHaveTextContent(String(counts(0).having));
  await expect.element(row.getByRole("cell").nth(1)).toHaveTextContent(/^0\.\d+ baseline \/ 0\.50\.\d+ – (0\.\d+|1)$/);
});

test("sums up over the labels, by words of their own", async () => {
  show();
  const scores = page.getByRole("table", { name: "Scores", exact: true });
  for (const term of ["exact match", "macro ROC AUC", "macro F1", "micro F1"]) {
    await expect.element(scores.getByRole("rowheader", { name: term })).toBeVisible();
  }
});

test("shows of a chosen label all that two classes have", async () => {
  show();
  await page.getByRole("button", { name: "Show Edema" }).click();
  const { missed, having } = counts(labels.indexOf("Edema"));
  await expect
    .element(verdict())
    .toHaveTextContent(`It misses ${missed === 0 ? "none" : missed} of ${having} that are “Edema”.`);
  await expect.element(page.getByRole("heading", { name: "“Edema”", exact: true })).toBeInViewport();
  await expect.element(page.getByRole("table", { name: "Scores of “Edema”" })).toBeInTheDocument();
  await expect.element(page.getByText("ROC curve").first()).toBeInTheDocument();
  await page.getByRole("button", { name: "Next label" }).click();
  await expect.element(verdict()).toHaveTextContent("“Effusion”");
  await page.getByRole("combobox", { name: "Label to look at" }).selectOptions("Hernia");
  await expect.element(verdict()).toHaveTextContent("“Hernia”");
  await expect.element(page.getByRole("button", { name: "Show Hernia" })).toHaveAttribute("aria-pressed", "true");
});

test("opens a cell of a label's matrix as pictures, and says of a picture what became of every label", async () => {
  const workbench = show();
  const { missed } = counts(0);
  await page.getByRole("button", { name: `${missed} rows: actual Atelectasis, predicted no.` }).click();
  const pictures = page.getByRole("listbox", { name: `${missed} test pictures` });
  await expect.element(pictures).toBeInTheDocument();
  expect(workbench.project.getState().selection?.rows).toHaveLength(missed);
  await userEvent.dblClick(pictures.getByRole("option").first());
  const facts = page.getByRole("dialog");
  await expect.element(facts).toHaveTextContent(/Atelectasismissed · \d/);
  await expect
    .element(facts)
    .toHaveTextContent(/Enlarged_Cardiomediastinum(found|missed|not there|found, but not there) · \d/);
  await expect.element(facts.getByRole("combobox")).not.toBeInTheDocument();
});

test("lists the worst cases of a label where there are no pictures", async () => {
  show([]);
  const worst = page.getByRole("table", { name: "Cases, worst first" });
  await expect.element(worst.getByRole("row").nth(1)).toHaveTextContent(/Atelectasisno|noAtelectasis/);
});

test("orders the labels by the weakest and the most frequent", async () => {
  show();
  await page.getByText("Most frequent").click();
  const having = labels.map((_, at) => counts(at).having);
  await expect
    .element(table().getByRole("row").nth(1).getByRole("cell").first())
    .toHaveTextContent(new RegExp(`^${Math.max(...having)}`));
});

test("stays within a phone, the names in sight", async () => {
  await page.viewport(390, 844);
  show();
  await expect.element(table()).toBeInTheDocument();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  const name = table().getByRole("rowheader").nth(13).element();
  const scroller = name.closest("[data-scrollbars], .mantine-ScrollArea-viewport, .mantine-Table-scrollContainer");
  scroller?.scrollTo({ left: 300 });
  expect(name.getBoundingClientRect().left).toBeGreaterThanOrEqual(0);
});
