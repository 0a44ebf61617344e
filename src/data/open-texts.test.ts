/** Files of prose as a data set. */
import { zipSync } from "fflate";
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { cellsOf, columnNamed, kindsOf, open, sourceOf } from "./open.fixture";

const encoder = new TextEncoder();
const poem = "Shall I compare thee to a summer's day?\nThou art more lovely and more temperate.\nRough winds do shake.";
const note = "Patient slept well, no pain.\r\nDischarged in the morning, with thanks.\r\n";

const inFolders = (files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>) =>
  Object.entries(files).map(([path, content]) => sourceOf(content, path.slice(path.lastIndexOf("/") + 1), path));

test("a folder of texts has its classes and subsets from the folders", async () => {
  const dataset = await open(
    inFolders({
      "reviews/train/pos/2.txt": poem,
      "reviews/train/neg/1.txt": note,
      "reviews/test/pos/3.txt": "好极了，下次还来。",
      "reviews/README.txt": "What these files are.",
    }),
  );
  expect(dataset).toMatchObject({ name: "reviews", rowCount: 3 });
  expect(kindsOf(dataset)).toEqual({ text: "text", file: "text", label: "category", split: "category" });
  expect(cellsOf(dataset, "file")).toEqual(["test/pos/3.txt", "train/neg/1.txt", "train/pos/2.txt"]);
  expect(cellsOf(dataset, "label")).toEqual(["pos", "neg", "pos"]);
  expect(cellsOf(dataset, "split")).toEqual(["test", "train", "train"]);
  expect(cellsOf(dataset, "text")).toEqual(["好极了，下次还来。", note.replaceAll("\r", "").trimEnd(), poem]);
});

test("a zip, and several loose files, are opened alike", async () => {
  const files = { "mails/ham/a.txt": encoder.encode(poem), "mails/spam/b.txt": encoder.encode(note) };
  const zipped = await open([sourceOf(zipSync(files), "mails.zip")]);
  expect(cellsOf(zipped, "label")).toEqual(["ham", "spam"]);
  const loose = await open([sourceOf(poem, "a.txt"), sourceOf(note, "b.txt")]);
  expect(kindsOf(loose)).toEqual({ text: "text", file: "text" });
});

test("a table that names the texts gives their columns", async () => {
  const dataset = await open(
    inFolders({
      "notes/labels.csv": "file,ward,stay\nb.txt,north,3\na.txt,south,5\nc.txt,south,1\n",
      "notes/a.txt": poem,
      "notes/b.txt": note,
      "notes/d.txt": "nobody asked for this one",
    }),
  );
  expect(kindsOf(dataset)).toEqual({ text: "text", file: "text", ward: "category", stay: "number" });
  expect(cellsOf(dataset, "file")).toEqual(["b.txt", "a.txt"]);
  expect(cellsOf(dataset, "ward")).toEqual(["north", "south"]);
  expect(dataset.warnings.map(({ message }) => message)).toEqual([
    "1 row has no text here; it was left out.",
    "This text is not named in “labels.csv”; it was left out.",
  ]);
});

test("notes beside a table are no collection", async () => {
  const dataset = await open(inFolders({ "d/data.csv": "a,b\n1,2\n3,4\n", "d/about.txt": poem, "d/more.txt": note }));
  expect(kindsOf(dataset)).toEqual({ a: "number", b: "number" });
  expect(dataset.warnings.some(({ message }) => message.includes("was not opened"))).toBe(true);
});

test("tables that are called .txt stay tables", async () => {
  const rows = (from: number) => Array.from({ length: 20 }, (_, i) => `${from + i}\t${i * i}`).join("\n");
  const tables = await open(inFolders({ "d/one.txt": `n\tsquare\n${rows(0)}`, "d/two.txt": `n\tsquare\n${rows(20)}` }));
  expect(tables.rowCount).toBe(40);
  const column = Array.from({ length: 30 }, (_, i) => String(i)).join("\n");
  const numbers = await open(inFolders({ "d/one.txt": column, "d/two.txt": column }));
  expect(numbers.columns.some(({ name }) => name === "text")).toBe(false);
});

test("each file has its own encoding, and what was guessed is said", async () => {
  const latin = Uint8Array.from("Gr\xfc\xdfe aus K\xf6ln, sch\xf6n hier", (letter) => letter.charCodeAt(0));
  const files = { "t/a.txt": latin, "t/b.txt": "Grüße in UTF-8", "t/c.txt": "" };
  const dataset = await open(inFolders(files));
  expect(cellsOf(dataset, "text")).toEqual(["Grüße aus Köln, schön hier", "Grüße in UTF-8", null]);
  expect(dataset.warnings.map(({ file, message }) => [file, message])).toEqual([
    ["t/a.txt", "This file is not UTF-8; it was read as windows-1252, which is a guess."],
    ["t/c.txt", "This file is empty."],
  ]);
  const said = await open(inFolders({ "t/a.txt": latin, "t/b.txt": latin }), { encoding: "windows-1252" });
  expect(said.warnings).toEqual([]);
});

const messages = "../shared/data/text_sms_spam/sms.tsv";
if (!existsSync(messages)) test.skip(`the example file is not here: ${messages}`, () => undefined);

test.runIf(existsSync(messages))(
  "messages with stray quotes are read with quoting off, unless it is asked for",
  async () => {
    const file = sourceOf(readFileSync(messages), "sms.tsv");
    const dataset = await open([file]);
    // 5,574 lines: 4,827 ham, 747 spam, by the manifest.
    expect(dataset.rowCount).toBe(5_574);
    expect(kindsOf(dataset)).toEqual({ "column 1": "category", "column 2": "text" });
    const labels = cellsOf(dataset, "column 1");
    expect(["ham", "spam"].map((name) => labels.filter((label) => label === name).length)).toEqual([4_827, 747]);
    expect(dataset.source.files[0]?.reading).toMatchObject({ delimiter: "\t", quote: null, header: false });
    expect(dataset.warnings.map(({ message }) => message)).toEqual([
      "Quotation marks do not match in 39 places, the first one here; the file was read with quoting off.",
    ]);
    expect(columnNamed(dataset, "column 2").kind).toBe("text");
    const asked = await open([file], { quote: '"' });
    expect(asked.source.files[0]?.reading?.quote).toBe('"');
  },
);
