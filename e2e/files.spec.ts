/** Promise 4: any real file, or a sentence that says what is wrong. A refused file leaves the project as it was. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, openPage, test } from "./journey";

const folder = mkdtempSync(join(tmpdir(), "lightbench-files-"));

function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Opens text through the API; answers the shape or the refusal. */
function openText(page: Page, name: string, content: string) {
  return page.evaluate(
    async ([fileName, text]) => {
      try {
        const { rowCount, columns, id } = await window.lightbench.open([new File([text], fileName)]);
        return { rowCount, columnCount: columns.length, id };
      } catch (error) {
        const { code, message, hint } = error as { code: string; message: string; hint: string }; // every call rejects so
        return { code, message, hint };
      }
    },
    [name, content] as const,
  );
}

test("bad files each get their own sentence and leave the project as it was", async ({ page }) => {
  await openPage(page);
  const good = await openText(page, "good.csv", "a,b\n1,2\n3,4\n");
  expect(good).toMatchObject({ rowCount: 2, columnCount: 2 });
  const before = await page.evaluate((id) => window.lightbench.rows(id!, 0, 2), good.id);
  const refusals = [
    await openText(page, "empty.csv", ""),
    await openText(page, "report.csv", "%PDF-1.7\n%âãÏÓ\n1 0 obj\n"),
    await openText(page, "header.csv", "a,b,c\n"),
    await openText(page, "quote.csv", 'a,b\n1,"never, closed\n2,3\n'),
  ];
  expect(refusals.map((refusal) => refusal.code)).toEqual([
    "import/empty-file",
    "import/unsupported",
    "import/no-rows",
    "import/quote",
  ]);
  expect(new Set(refusals.map((refusal) => refusal.message)).size).toBe(4);
  for (const refusal of refusals) expect(refusal.hint).toBeTruthy();
  expect(refusals[3]?.message).toContain("line 2");
  expect(await page.evaluate((id) => window.lightbench.rows(id!, 0, 2), good.id)).toEqual(before);
});

test("an empty file chosen on the start page says so beside the drop target", async ({ page }) => {
  await openPage(page);
  await page.locator("input[type=file]:not([webkitdirectory])").first().setInputFiles(fileOf("nothing.csv", ""));
  await expect(page.getByText("“nothing.csv” is empty: it holds no bytes.")).toBeVisible();
});

test("a folder without a table is refused with a sentence", async ({ page }) => {
  const empty = join(folder, "no-tables");
  mkdirSync(empty);
  writeFileSync(join(empty, "picture.png"), Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a));
  await openPage(page);
  await page.locator("input[webkitdirectory]").first().setInputFiles(empty);
  await expect(page.getByRole("alert")).toContainText(/picture\.png|no-tables/);
});

test("targets that teach nothing are refused in words, and a table of 20,000 columns works", async ({ page }) => {
  test.setTimeout(180_000);
  await openPage(page, "./?backend=cpu");
  const refusals = await page.evaluate(async () => {
    const api = window.lightbench;
    const constant = await api.open([new File(["x,y\n1,5\n2,5\n3,5\n4,5\n5,5\n6,5\n"], "constant.csv")]);
    const single = await api.open([new File(["x,y\n1,a\n2,a\n3,a\n4,a\n5,a\n6,a\n"], "single.csv")]);
    const codeOf = (promise: Promise<unknown>) =>
      promise.then(
        () => "fitted",
        (error: { code: string }) => error.code,
      );
    return [
      await codeOf(api.fit({ dataset: constant.id, task: { kind: "regression", target: "y" }, model: "linear" })),
      await codeOf(api.fit({ dataset: single.id, task: { kind: "classification", target: "y" }, model: "logistic" })),
    ];
  });
  expect(refusals).toEqual(["prepare/constant-target", "prepare/one-class"]);
  const wide = await page.evaluate(async () => {
    const width = 20_000;
    let state = 7;
    const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
    const header = Array.from({ length: width - 1 }, (_, i) => `gene ${i + 1}`).join(",");
    const lines = Array.from({ length: 200 }, (_, row) => {
      const isCase = row % 2;
      const cells = Array.from({ length: width - 1 }, (__, i) => (next() + (i < 50 ? isCase * 0.6 : 0)).toFixed(3));
      return `${cells.join(",")},${isCase ? "ill" : "well"}`;
    });
    const file = new File([`${header},state\n${lines.join("\n")}\n`], "wide.csv");
    const { id, rowCount, columns } = await window.lightbench.open([file]);
    const run = await window.lightbench.fit({
      dataset: id,
      task: { kind: "classification", target: "state" },
      model: "logistic",
    });
    const metrics = run.evaluation?.test.metrics;
    return {
      rowCount,
      columns: columns.length,
      phase: run.phase,
      auc: metrics?.kind === "classification" ? metrics.rocAuc : 0,
    };
  });
  expect(wide).toMatchObject({ rowCount: 200, columns: 20_000, phase: "finished" });
  expect(wide.auc).toBeGreaterThan(0.6);
});
