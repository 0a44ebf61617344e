/** Real collections of pictures, with a decoder that only looks at sizes. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { SourceFile } from "../core/source-file";
import { cellsOf, kindsOf, open, sourceOf } from "./open.fixture";
import { decodeNothing } from "./pictures/picture-files.fixture";

const at = (path: string, content: Uint8Array<ArrayBuffer>): SourceFile =>
  sourceOf(content, path.slice(path.lastIndexOf("/") + 1), path);
const openAll = (sources: readonly SourceFile[]) => open(sources, {}, { decode: decodeNothing });

const shared = "../shared/data";
const isThere = existsSync(`${shared}/scans_cxr_nih/labels.csv`);
if (!isThere) test.skip("the example files are not here: ../shared/data/scans_cxr_nih", () => undefined);

function folder(name: string, path = `${shared}/${name}`): readonly SourceFile[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const whole = `${entry.parentPath}/${entry.name}`;
      return at(whole.slice(path.length - name.length), readFileSync(whole));
    });
}

describe.runIf(isThere)("real collections", () => {
  test("chest films with their table", async () => {
    const dataset = await openAll(folder("scans_cxr_nih"));
    expect(dataset).toMatchObject({ name: "scans_cxr_nih", rowCount: 280 });
    expect(Object.keys(kindsOf(dataset))).toEqual([
      "image",
      "file",
      "split",
      "label",
      "patient_id",
      "orig_width",
      "orig_height",
    ]);
    expect(cellsOf(dataset, "patient_id")[0]).toBe("00001280");
    expect(cellsOf(dataset, "split").filter((split) => split === "test")).toHaveLength(80);
    expect(cellsOf(dataset, "image").every((size) => size === "256 × 256")).toBe(true);
    const [pictures] = dataset.warnings.filter(({ message }) => message.includes("not named"));
    expect(pictures?.message).toContain("1 more");
  });

  test("the same films as loose files", async () => {
    const loose = folder("scans_cxr_nih")
      .filter(({ path }) => !path.includes("fullsize"))
      .map(({ file }) => ({ file, path: file.name }));
    const dataset = await openAll(loose);
    expect([dataset.rowCount, cellsOf(dataset, "label")[0]]).toEqual([280, "no_finding"]);
  });

  test("blood cells beside whole pictures and their descriptions", async () => {
    const dataset = await openAll(folder("scans_bloodcells_bccd"));
    expect(dataset.rowCount).toBe(600);
    expect(Object.keys(kindsOf(dataset)).slice(0, 5)).toEqual(["image", "file", "split", "label", "source_image"]);
    expect(new Set(cellsOf(dataset, "label"))).toEqual(new Set(["WBC", "RBC", "Platelets"]));
  });

  test("digits in an archive and in folders", async () => {
    const digits = await openAll([
      at("digits_mnist_png.zip", readFileSync(`${shared}/digits_mnist/digits_mnist_png.zip`)),
    ]);
    expect([digits.name, digits.rowCount]).toEqual(["digits_mnist_png", 2_500]);
    expect(new Set(cellsOf(digits, "label")).size).toBe(10);
    expect(new Set(cellsOf(digits, "split"))).toEqual(new Set(["train", "test"]));
    const sample = await openAll(folder("png_sample", `${shared}/digits_mnist/png_sample`));
    expect(Object.keys(kindsOf(sample))).toEqual(["image", "file", "label", "split"]);
  });
});
