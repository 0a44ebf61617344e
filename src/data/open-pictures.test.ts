/** Which rows and columns pictures make, with a decoder that only looks at sizes; decoding itself is tested in the browser. */
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { pictureAt } from "../core/column-values";
import type { SourceFile } from "../core/source-file";
import { cellsOf, columnNamed, failureOf, kindsOf, open, sourceOf } from "./open.fixture";
import { decodeNothing, gifFile, jpegSkeleton, pngFile } from "./pictures/picture-files.fixture";

const png = pngFile(4, 3);
const at = (path: string, content: Uint8Array<ArrayBuffer> | string = png): SourceFile =>
  sourceOf(content, path.slice(path.lastIndexOf("/") + 1), path);
const openAll = (sources: readonly SourceFile[]) => open(sources, {}, { decode: decodeNothing });

describe("folders", () => {
  test("are classes and subsets; what programs leave behind is passed over in silence, other files are set aside", async () => {
    const dataset = await openAll([
      at("set/train/cat/1.png"),
      at("set/train/dog/1.png"),
      at("set/test/dog/2.jpg", jpegSkeleton(300, 100)),
      at("set/.DS_Store", "x"),
      at("set/train/cat/._1.png", "x"),
      at("set/__MACOSX/1.png", "x"),
      at("set/README.txt", "a,b\n1,2\n"),
      at("set/LICENSE", "words"),
    ]);
    expect(dataset).toMatchObject({ name: "set", rowCount: 3 });
    expect(kindsOf(dataset)).toEqual({ image: "image", file: "text", label: "category", split: "category" });
    expect(cellsOf(dataset, "file")).toEqual(["test/dog/2.jpg", "train/cat/1.png", "train/dog/1.png"]);
    expect(cellsOf(dataset, "label")).toEqual(["dog", "cat", "dog"]);
    expect(cellsOf(dataset, "split")).toEqual(["test", "train", "train"]);
    expect(cellsOf(dataset, "image")).toEqual(["256 × 85", "4 × 3", "4 × 3"]);
    expect(dataset.warnings.map(({ file }) => file)).toEqual(["set/LICENSE", "set/README.txt"]);
    expect(dataset.source.files).toMatchObject([{ name: "set", rowCount: 3 }]);
  });

  test("many files set aside are one warning", async () => {
    const notes = Array.from({ length: 9 }, (_, i) => at(`set/${i}.xml`, "<a/>"));
    const { warnings } = await openAll([...notes, at("set/1.png")]);
    expect(warnings.map(({ file, message }) => [file, message.includes("8 more")])).toEqual([["set/0.xml", true]]);
  });

  test("one folder is no class, and pictures may lack an ending", async () => {
    expect(kindsOf(await openAll([at("a/1.png"), at("a/2.png")]))).toEqual({ image: "image", file: "text" });
    expect(cellsOf(await openAll([at("a/x/1"), at("a/y/2"), at("a/LICENSE", "words")]), "label")).toEqual(["x", "y"]);
  });

  test("a picture is known by its bytes, whatever its name", async () => {
    const dataset = await openAll([at("a.jpg", gifFile(5, 5, [1])), at("t.csv", png)]);
    expect(cellsOf(dataset, "image")).toEqual(["5 × 5", "4 × 3"]);
  });
});

describe("with a table", () => {
  const table = "file,label,age\ntrain/a.png,ill,40\ntrain/b.png,well,50\ntest/a.png,ill,60\nmissing.png,ill,70\n";

  test("the table's rows and columns, the pictures it names; what has no counterpart is counted", async () => {
    const dataset = await openAll([
      at("set/labels.csv", table),
      at("set/originals/x/1.png"),
      at("set/originals/y/2.png"),
      at("set/test/a.png", pngFile(9, 9)),
      at("set/train/a.png"),
      at("set/train/b.png"),
    ]);
    expect(Object.keys(kindsOf(dataset))).toEqual(["image", "file", "label", "age", "split"]);
    expect(cellsOf(dataset, "file")).toEqual(["train/a.png", "train/b.png", "test/a.png"]);
    expect(cellsOf(dataset, "age")).toEqual(["40", "50", "60"]);
    expect(cellsOf(dataset, "image")[2]).toBe("9 × 9");
    expect(cellsOf(dataset, "split")).toEqual(["train", "train", "test"]);
    expect(dataset.warnings.map(({ file, message }) => [file, message.replace(/[;.].*/, "")])).toEqual([
      ["labels.csv", "1 row has no picture here"],
      ["set/originals/x/1.png", "This picture and 1 more are not named in “labels"],
    ]);
  });

  test("ids that are numbers name 001.png; of two pictures with one number neither is taken, and that is said", async () => {
    const opened = await openAll([
      at("set/labels.csv", "id,label\n1,ill\n2,well\n3,ill\n"),
      ...["a/001.png", "b/002.png", "b/003.png", "c/03.png"].map((path) => at(`set/${path}`)),
    ]);
    expect(cellsOf(opened, "file")).toEqual(["a/001.png", "b/002.png"]);
    expect(cellsOf(opened, "label")).toEqual(["ill", "well"]);
    expect(opened.warnings.map(({ file, message }) => [file, message.slice(0, 34)])).toEqual([
      ["set/labels.csv", "The number of 1 row in “id” is tha"],
      ["labels.csv", "1 row has no picture here; it was "],
      ["set/b/003.png", "This picture and 1 more are not na"],
    ]);
  });

  test("bare files join by name; the column that names them stays where it is called otherwise", async () => {
    const dataset = await openAll([
      sourceOf("id,image\nb,ill\na,well\n", "t.csv"),
      at("a.png"),
      at("b.png"),
      sourceOf("please read", "README.txt"),
    ]);
    expect(Object.keys(kindsOf(dataset))).toEqual(["image", "file", "id", "image 2"]);
    expect(cellsOf(dataset, "file")).toEqual(["b.png", "a.png"]);
    expect(cellsOf(dataset, "image 2")).toEqual(["ill", "well"]);
  });

  test("loose pictures are called by the first and how many more", async () => {
    const dataset = await openAll([at("b.png"), at("c.png"), at("a.png", "no picture")]);
    expect(dataset.source.files).toMatchObject([{ path: dataset.name, rowCount: 2 }]);
    expect(dataset.name).toMatch(/^[abc] \+ 2$/);
    expect((await openAll([at("b.png")])).source.files).toMatchObject([{ path: "b.png" }]);
  });

  test("rows that share a picture share its bytes", async () => {
    const dataset = await openAll([at("t.csv", "file,cell\na.png,red\na.png,white\n"), at("a.png")]);
    const image = columnNamed(dataset, "image");
    if (image.kind !== "image") throw new Error("no pictures");
    expect(image.pixels.length).toBe(12);
    expect([pictureAt(image, 0)?.width, pictureAt(image, 1)?.width]).toEqual([4, 4]);
  });

  test("of several tables the one that names the pictures; train and test tables are one", async () => {
    const dataset = await openAll([
      at("s/classes.csv", "class,name\n1,cat\n2,dog\n"),
      at("s/train.csv", "id,class\n1,1\n"),
      at("s/test.csv", "id,class\n2,2\n"),
      at("s/img/1.png"),
      at("s/img/2.png"),
    ]);
    expect(cellsOf(dataset, "split")).toEqual(["test", "train"]);
    expect(cellsOf(dataset, "file")).toEqual(["img/2.png", "img/1.png"]);
    expect(dataset.warnings.map(({ file }) => file)).toEqual(["s/classes.csv"]);
  });

  test("progress goes on from table to table to the pictures", async () => {
    const told: number[] = [];
    const sources = [
      at("s/classes.csv", "class,name\n1,cat\n2,dog\n"),
      at("s/train.csv", "id,class\na,1\nb,2\n"),
      at("s/a.png"),
      at("s/b.png"),
    ];
    const previews: string[] = [];
    await open(
      sources,
      {},
      {
        decode: decodeNothing,
        onProgress: ({ loadedBytes }) => told.push(loadedBytes),
        onPreview: ({ columns }) => previews.push(columns.join()),
      },
    );
    expect(told.length).toBeGreaterThan(3);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(sources.reduce((sum, { file }) => sum + file.size, 0));
    expect(previews).toEqual([]);
  });

  test("that names no picture: the folders count where they are classes, else the table", async () => {
    const other = at("s/t.csv", "a,b\n1,x\n2,y\n");
    const classes = await openAll([other, at("s/cat/i.png"), at("s/dog/j.png")]);
    expect(cellsOf(classes, "label")).toEqual(["cat", "dog"]);
    expect(classes.warnings[0]?.message).toContain("names the pictures");
    const plots = await openAll([other, at("s/plot.png")]);
    expect(kindsOf(plots)).toEqual({ a: "number", b: "category" });
    expect(plots.warnings).toMatchObject([{ file: "s/plot.png" }]);
    const loose = await openAll([other, at("plot.png"), sourceOf("%PDF-1.7\n\u0000", "a.pdf")]);
    expect(loose.warnings.map(({ file }) => file)).toEqual(["a.pdf", "plot.png"]);
  });

  test("that cannot be read: its sentence, as a warning where the folders tell the classes", async () => {
    const broken = at("s/t.csv", "a,b\n");
    expect((await failureOf(openAll([broken, at("s/i.png")]))).code).toBe("import/no-rows");
    const { warnings } = await openAll([broken, at("s/cat/i.png"), at("s/dog/j.png")]);
    expect(warnings[0]?.message).toContain("no rows");
  });
});

describe("archives", () => {
  test("of folders, with a table inside or beside", async () => {
    const content = { "in/cat/1.png": png, "in/dog/2.png": png, "in/__MACOSX/._1.png": strToU8("?") };
    const zip = new Uint8Array(zipSync(content));
    const alone = await openAll([sourceOf(zip, "pets.zip")]);
    expect([alone.name, cellsOf(alone, "file"), cellsOf(alone, "label")]).toEqual([
      "pets",
      ["in/cat/1.png", "in/dog/2.png"],
      ["cat", "dog"],
    ]);
    const table = "path,age\nin/dog/2.png,3\nin/cat/1.png,4\n";
    const inside = await openAll([
      sourceOf(new Uint8Array(zipSync({ ...content, "t.csv": strToU8(table) })), "pets.zip"),
    ]);
    const beside = await openAll([sourceOf(zip, "pets.zip"), sourceOf(table, "t.csv")]);
    for (const dataset of [inside, beside]) expect(cellsOf(dataset, "age")).toEqual(["3", "4"]);
  });

  test("in parts beside their table", async () => {
    const part = (name: string) => new Uint8Array(zipSync({ [name]: png }));
    const dataset = await openAll([
      at("s/t.csv", "id,age\na.png,1\nb.png,2\n"),
      at("s/1.zip", part("a.png")),
      at("s/2.zip", part("b.png")),
    ]);
    expect(cellsOf(dataset, "file")).toEqual(["1.zip/a.png", "2.zip/b.png"]);
  });

  test("beside the loose pictures they are copies", async () => {
    const zip = new Uint8Array(zipSync({ "a.png": png }));
    const dataset = await openAll([at("s/all.zip", zip), at("s/a.png")]);
    expect([dataset.rowCount, dataset.warnings.map(({ file }) => file)]).toEqual([1, ["s/all.zip"]]);
  });

  test("whose entries lie upon one another, or are longer than they say, are refused", async () => {
    const zip = new Uint8Array(zipSync({ "a.png": [png, { level: 0 }], "b.png": [png, { level: 0 }] }));
    const view = new DataView(zip.buffer);
    const endless = zip.slice();
    for (let i = 0; i + 46 < zip.length; i++) {
      if (view.getUint32(i, true) !== 0x02014b50) continue;
      new DataView(endless.buffer).setUint32(i + 20, zip.length, true);
      view.setUint32(i + 24, 10, true);
    }
    expect((await failureOf(openAll([sourceOf(endless, "a.zip")]))).code).toBe("import/archive");
    expect((await failureOf(openAll([sourceOf(zip, "a.zip")]))).code).toBe("import/no-pictures");
  });
});
