/** Messages with a class from the disk to a verdict on one that is typed in, through the visible page. */
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
