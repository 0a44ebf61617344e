import { expect, test } from "vitest";
import { page } from "vitest/browser";
import type { Picture } from "../../core/picture";
import { PictureCanvas } from "./picture-canvas";
import { render } from "../render.fixture";
import { colourAt, even } from "./pictures.fixture";

const canvasIn = (name: string) => page.getByRole("img", { name }).element().querySelector("canvas");

const drawn = (name: string) =>
  expect
    .poll(() => canvasIn(name)?.style.visibility)
    .toBe("visible")
    .then(() => canvasIn(name) as HTMLCanvasElement); // visible, so it is there

test("draws grey as grey and colours as they are, pixel for pixel", async () => {
  const coloured: Picture = { width: 2, height: 1, channels: 3, pixels: Uint8Array.of(10, 20, 30, 200, 100, 0) };
  render(
    <>
      <PictureCanvas picture={even(77)} label="grey" width={40} height={40} />
      <PictureCanvas picture={coloured} label="coloured" width={40} height={40} />
    </>,
  );
  const grey = await drawn("grey");
  expect([grey.width, grey.height, ...colourAt(grey, 3, 3)]).toEqual([4, 4, 77, 77, 77, 255]);
  const two = await drawn("coloured");
  expect(colourAt(two, 0, 0)).toEqual([10, 20, 30, 255]);
  expect(colourAt(two, 1, 0)).toEqual([200, 100, 0, 255]);
});

test("keeps the shape in a box that never changes, and shows pixels as squares when much enlarged", async () => {
  const wide = <PictureCanvas picture={even(9, 40, 10)} label="film" width={80} height={80} />;
  const shown = render(<PictureCanvas picture={undefined} label="film" width={80} height={80} />);
  const boxOf = () => page.getByRole("img", { name: "film" }).element().getBoundingClientRect();
  const waiting = boxOf();
  expect([waiting.width, waiting.height]).toEqual([80, 80]);
  shown.show(wide);
  const canvas = await drawn("film");
  expect(boxOf()).toEqual(waiting);
  expect([canvas.clientWidth, canvas.clientHeight, canvas.style.imageRendering]).toEqual([80, 20, "auto"]);
  shown.show(<PictureCanvas picture={even(9, 40, 10)} label="film" width={84} height={80} />);
  expect(canvasIn("film")?.style.imageRendering).toBe("pixelated");
});

test("says where a picture is missing", async () => {
  render(<PictureCanvas picture={null} label="row 3" width={32} height={32} />);
  await expect.element(page.getByTitle("This row has no picture")).toBeVisible();
  expect(canvasIn("row 3")).toBeNull();
});
