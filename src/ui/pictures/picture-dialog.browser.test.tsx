import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { PictureDialog, type PictureDialogProps } from "./picture-dialog";
import { render } from "../render.fixture";
import { colourAt, even } from "./pictures.fixture";

beforeEach(() => page.viewport(1440, 900));

test("shows a picture at the size that is kept, and leads on by keys", async () => {
  const calls: string[] = [];
  const asked: number[] = [];
  const props: PictureDialogProps = {
    row: 3,
    title: "film-3.png",
    fetchPictures: async (rows, side) => {
      asked.push(side);
      return rows.map((row) => even(row * 10, 300, 200));
    },
    facts: [
      { name: "patient", value: "P12" },
      { name: "age", value: null },
    ],
    onPrevious: null,
    onNext: () => calls.push("next"),
    onClose: () => calls.push("close"),
  };
  const shown = render(<PictureDialog {...props} />);
  const picture = page.getByRole("img", { name: "film-3.png" });
  await expect.poll(() => picture.element().querySelector("canvas")?.width).toBe(300);
  expect(asked[0]).toBeGreaterThanOrEqual(65_535);
  await expect.element(page.getByText("P12")).toBeVisible();
  await expect.element(page.getByText("missing")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Previous picture" })).toBeDisabled();
  await userEvent.keyboard("{ArrowLeft}{ArrowRight}");
  expect(calls).toEqual(["next"]);
  shown.show(<PictureDialog {...props} row={4} title="film-4.png" />);
  const next = page.getByRole("img", { name: "film-4.png" });
  await expect.poll(() => colourAt(next.element().querySelector("canvas") as HTMLCanvasElement, 5, 5)[0]).toBe(40); // it was there for the one before
  await userEvent.keyboard("{Escape}");
  expect(calls).toEqual(["next", "close"]);
});
