/** A city's traffic from the disk to the next days, through the visible page. */
import { readFileSync } from "node:fs";
import { chooseOutcome, expect, goTo, openPage, slowly, test } from "./journey";

const hour = 3_600_000;

/** Cars an hour over nine weeks: rush hours on weekdays, and jams that last for a while, from a congruential generator. */
function trafficCsv(): string {
  let state = 7;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  let lasting = 0;
  const rows = Array.from({ length: 1512 }, (_, i) => {
    const time = new Date(Date.UTC(2024, 0, 1) + i * hour);
    lasting = 0.8 * lasting + 30 * (random() - 0.5);
    const isWeekend = time.getUTCDay() % 6 === 0;
    const rush = isWeekend ? 60 : 300 * Math.exp(-(((time.getUTCHours() - 8) / 2) ** 2));
    return `${time.toISOString().slice(0, 16).replace("T", " ")},${(400 + rush + lasting).toFixed(1)}`;
  });
  return ["when,cars", ...rows].join("\n");
}

test("hourly traffic: ask for a forecast, watch it learn, judge it beside last week, forecast the next two days", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await openPage(page, "./?backend=wasm");
  const buffer = Buffer.from(trafficCsv());
  await page
    .locator("input[type=file]:not([webkitdirectory])")
    .first()
    .setInputFiles({ name: "traffic.csv", mimeType: "text/csv", buffer });
  await slowly(page.getByText("1,512 rows").first()).toBeVisible();

  await goTo(page, "Prepare");
  await chooseOutcome(page, "cars");
  await page.getByRole("button", { name: /^What kind of answer\?/ }).click();
  await page.getByRole("option", { name: /the next values of a series/ }).click();
  const question = page.getByRole("group", { name: "The question" });
  await slowly(question).toContainText("Forecast cars for the next 1 hour from the last 24 hours and 1 other column");
  await slowly(question).toContainText("in the order of when, as one series, judged on what came later");
  await slowly(page.getByText("Read 1 series of 1512 rows with 1 hour between them.").first()).toBeVisible();
  await page.getByRole("button", { name: "The next 1 hour. Change it" }).click();
  await page.getByRole("spinbutton", { name: "Steps" }).fill("6");
  await page.getByRole("spinbutton", { name: "Steps" }).press("Enter");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "What does it say of each step?: one value for each step" }).click();
  await page.getByRole("option", { name: /a band for 80%/ }).click();
  await slowly(question).toContainText("with a band for 80%");
  await slowly(page.getByText(/windows of 24 steps back and 6 ahead/).first()).toBeVisible();

  await goTo(page, "Train");
  await slowly(page.getByText("Forecast “cars” for the next 6 hours from the last 24 hours of traffic")).toBeVisible();
  const run = page.evaluate(async () => {
    const dataset = window.lightbench.datasets()[0]!; // opened above
    const asked = { lookBack: 24, horizon: 6, time: "when" };
    const task = { kind: "forecasting", target: "cars", window: asked, quantiles: [0.1, 0.9] } as const;
    const training = { epochs: 60, earlyStopping: false } as const;
    const { phase } = await window.lightbench.fit({ dataset: dataset.id, task, model: "mlp", training, seed: 1 });
    return phase;
  });
  await slowly(page.getByRole("heading", { name: "Forecast against truth" })).toBeVisible();
  expect(await run).toBe("finished");

  await goTo(page, "Evaluate");
  await slowly(page.getByTestId("verdict")).toContainText(/beats? “the same as last week”/);
  await slowly(page.locator("[data-rule]")).toHaveCount(6);
  await slowly(page.getByRole("figure").filter({ hasText: "Error by step ahead" })).toBeVisible();
  const covered = await page.locator('[data-reserve="0.8"] [data-covered]').innerText();
  expect(Number.parseFloat(covered)).toBeGreaterThan(50);
  await slowly(page.getByTestId("band")).toContainText(
    /in the band \d+% of the time \(\d+% – \d+%\), where 80% is meant/,
  );
  await slowly(page.locator("[data-band]")).toHaveCount(6);
  // The plot: another step ahead, and closer.
  const plot = page.getByRole("figure").filter({ hasText: "cars: forecast and what came" });
  const shown = () => plot.getByText(/off by [\d.,]+ on average/).innerText();
  const near = await shown();
  await page.getByLabel("Said how long before").selectOption({ label: "6 hours ahead" });
  await slowly.poll(shown).not.toBe(near);
  const wide = await shown();
  await plot.getByRole("button", { name: "Closer" }).click();
  await slowly.poll(shown).not.toBe(wide);

  await goTo(page, "Use");
  await page.getByRole("spinbutton", { name: "Steps to forecast" }).fill("48");
  await page.getByRole("spinbutton", { name: "Steps to forecast" }).press("Enter");
  await page.getByRole("button", { name: "After the open data" }).click();
  const coming = page.getByTestId("coming");
  await slowly(coming.getByText(/48 hours from 4 Mar 2024 to 5 Mar 2024, 23:00/)).toBeVisible();
  await slowly(coming.getByRole("columnheader", { name: "quantile 90%" })).toBeVisible();
  await slowly(coming.getByText("Band and reserves end after 6 steps")).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    coming.getByRole("button", { name: "Save as CSV" }).click(),
  ]);
  const lines = readFileSync(await download.path(), "utf8")
    .trim()
    .split("\r\n");
  expect(lines).toHaveLength(49);
  expect(lines[1]).toMatch(/^2024-03-04 00:00:00,1,\d/);
});
