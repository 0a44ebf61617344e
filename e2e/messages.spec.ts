/** Messages with a class from the disk to a verdict on one that is typed in, through the visible page. */
import type { Page } from "@playwright/test";
import { chooseFiles, dataFile, expect, goTo, openPage, readScore, skipWithoutData, test, trainToEnd } from "./journey";

test("messages: open, count their words, judge, and ask of a new one", async ({ page, foreignRequests }) => {
  // Measured: 54 s on a machine that does other things.
  test.slow();
  skipWithoutData();
  await openPage(page, "./?backend=cpu");
  await chooseFiles(page, dataFile("text_sms_spam/sms.tsv"));
  await expect(page.getByText("5,574 rows").first()).toBeVisible();

  await goTo(page, "Prepare");
  await expect(page.getByText("The 2000 commonest words of “column 2” became columns", { exact: false })).toBeVisible({
    timeout: 60_000,
  });

  await goTo(page, "Train");
  await trainToEnd(page);
  await goTo(page, "Evaluate");
  // 0.866 by always saying ham; measured 0.98.
  expect(await readScore(page, "accuracy")).toBeGreaterThan(0.95);
  await expect(page.getByRole("columnheader", { name: "column 2" })).toBeVisible();

  await goTo(page, "Use");
  const message = page.getByRole("textbox", { name: "column 2" });
  const ask = async (text: string) => {
    await message.fill(text);
    await page.getByRole("button", { name: "Predict", exact: true }).click();
  };
  await ask("URGENT! You have won a £2000 prize. Call 09061701461 now to claim, txt STOP to end");
  await expect(page.getByTestId("answer")).toHaveText("spam");
  await ask("Ok, see you at home later, I will be there at six");
  await expect(page.getByTestId("answer")).toHaveText("ham");
  expect(foreignRequests).toEqual([]);
});

test("messages: a network that reads stands beside the count of words, and the page says which wins", async ({
  page,
}) => {
  test.setTimeout(400_000);
  skipWithoutData();
  await openPage(page, "./?backend=wasm");
  await chooseFiles(page, dataFile("text_sms_spam/sms.tsv"));
  await expect(page.getByText("5,574 rows").first()).toBeVisible();
  // Which words speak for spam, and how long the messages are.
  const spam = page.getByRole("region", { name: "Words of spam" });
  await expect(spam).toContainText("call", { timeout: 60_000 });
  await expect(spam).toContainText("txt");
  await expect(page.getByRole("table", { name: "What a vocabulary misses" })).toContainText("1,000");

  await goTo(page, "Prepare");
  await expect(page.getByText("The 2000 commonest words of “column 2” became columns", { exact: false })).toBeVisible({
    timeout: 60_000,
  });
  await goTo(page, "Train");
  await fitToEnd(page, 1);
  await page.getByRole("button", { name: /^LSTM/ }).click();
  await page.getByRole("spinbutton", { name: "Epochs" }).fill("2");
  await fitToEnd(page, 2);

  await goTo(page, "Evaluate");
  // 0.866 by always saying ham; measured 0.98.
  expect(await readScore(page, "accuracy")).toBeGreaterThan(0.95);
  const said = page.getByTestId("duel");
  await expect(said).toHaveCount(1);
  const text = await said.innerText();
  expect(text).toMatch(/run 2 \(LSTM\).*run 1 \(Logistic regression\)|run 1 \(Logistic regression\).*run 2 \(LSTM\)/);
  expect(text).toMatch(/95 % interval −?\d+\.\d to −?\d+\.\d/);
  // The two shares are those that the runs themselves tell.
  const accuracies = await page.evaluate(() =>
    window.lightbench.runs().map(({ evaluation }) => {
      const metrics = evaluation?.test.metrics;
      return metrics?.kind === "classification" ? (100 * metrics.accuracy).toFixed(1) : "";
    }),
  );
  for (const accuracy of accuracies) expect(text).toContain(`${accuracy} %`);
});

/** A network reads thousands of messages for a while where the machine does other things. */
async function fitToEnd(page: Page, count: number): Promise<void> {
  await page.getByRole("button", { name: /^Train( again)?$/ }).click();
  await page.waitForFunction(
    (wanted) => window.lightbench.runs().filter(({ phase }) => phase === "finished").length === wanted,
    count,
    { timeout: 150_000 },
  );
}
