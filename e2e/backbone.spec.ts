/** A network from the disk in front of a picture model: chosen on the Train step, refused where a file is missing, and fitted behind. */
import { edgeFiles } from "../src/tensor/backbone/edge-files.fixture";
import { expect, goTo, openPage, test, trainToEnd } from "./journey";

test("files of a network are opened and fitted behind; what is missing is said", async ({ page }) => {
  test.setTimeout(240_000);
  const [model, weights] = edgeFiles().map(({ name, bytes }) => ({
    name,
    mimeType: "application/octet-stream",
    buffer: Buffer.from(bytes),
  }));
  if (!model || !weights) throw new Error("there are two files");
  await openPage(page, "./?backend=wasm");
  await page.evaluate(() => window.lightbench.sample("hand-digits"));
  await goTo(page, "Train");
  await page.getByRole("button", { name: /^Own backbone/ }).click();
  const section = page.getByRole("region", { name: "Backbone" });
  await expect(section.getByText("model.json together with all its .bin files")).toBeVisible();

  // Before there is one, a fit says what is missing.
  await page.getByRole("button", { name: "Train", exact: true }).click();
  await expect(page.getByText("No backbone has been chosen yet.")).toBeVisible();

  const input = section.getByTestId("file-input");
  await input.setInputFiles([model]);
  await expect(section.getByRole("alert")).toContainText("group1-shard1of1.bin");
  await input.setInputFiles([weights, model]);
  await expect(section.getByRole("heading", { name: "edges_net" })).toBeVisible({ timeout: 30_000 });
  await expect(section.getByText("16 × 16 pixels · colour")).toBeVisible();
  await expect(section.getByRole("combobox", { name: "Cut after" })).toHaveValue("pool");
  await expect(page.getByText(/edges_net up to edges, frozen/)).toBeVisible({ timeout: 30_000 });

  await trainToEnd(page);
  expect(await page.evaluate(() => window.lightbench.runs().map(({ phase }) => phase))).toEqual(["finished"]);
});
