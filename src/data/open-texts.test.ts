/** Files of prose as a data set. */
import { zipSync } from "fflate";
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { proposeTask } from "../preprocessing/propose";
import { cellsOf, columnNamed, kindsOf, open, sourceOf } from "./open.fixture";
import { proposeSplit } from "./split/propose-split";
import { describeDataset } from "./summaries/describe";

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

const paragraph = (at: number) =>
  `“It is ${at} o'clock,” she said, “and we have not\neven begun, have we?” Nobody, it seemed, knew.`;
const book = Array.from({ length: 100 }, (_, at) => paragraph(at)).join("\n\n");

test("one long text is cut into paragraphs, whose neighbours are kept together", async () => {
  const dataset = await open([sourceOf(book, "book.txt")]);
  expect(dataset).toMatchObject({ rowCount: 100, name: "book" });
  expect(kindsOf(dataset)).toEqual({ text: "text", passage: "category" });
  expect(cellsOf(dataset, "text")).toEqual(Array.from({ length: 100 }, (_, at) => paragraph(at)));
  expect(cellsOf(dataset, "passage").slice(0, 6)).toEqual(["1", "1", "1", "2", "2", "3"]);
  expect(dataset.warnings.map(({ message }) => message)).toEqual([
    "This long text was cut into 100 paragraphs or lines. Neighbours stand together as passages (the column “passage”), and a split deals out whole passages.",
  ]);
  const info = await describeDataset(dataset);
  const task = proposeTask(info);
  expect(task).toEqual({ kind: "generation", text: "text" });
  expect(task && proposeSplit(info, task)).toMatchObject({ kind: "group", by: "passage" });
});

test("a long Chinese text by its lines, also zipped; a list of words and a small note stay tables", async () => {
  const lines = Array.from(
    { length: 60 },
    (_, at) => `　　第${at}天，从前有座山，山上有座庙，庙里有个老和尚在讲故事。`,
  );
  const dataset = await open([sourceOf(zipSync({ "gushi.txt": encoder.encode(lines.join("\n")) }), "gushi.zip")]);
  expect(cellsOf(dataset, "text")).toEqual(lines.map((line) => line.trim()));
  const words = Array.from({ length: 400 }, (_, at) => `word${at % 90}`).join("\n");
  expect((await open([sourceOf(words, "list.txt")])).columns.map(({ name }) => name)).not.toContain("text");
  expect((await open([sourceOf(note, "note.txt")])).columns.map(({ name }) => name)).not.toContain("text");
});

test("a long text is a table where it is said how", async () => {
  const asked = await open([sourceOf(book, "book.txt")], { delimiter: "|", quote: null, header: false });
  expect(kindsOf(asked)).toEqual({ "column 1": "text" });
});

test("a few long files are cut as well, each into passages of its own", async () => {
  const long = Array.from({ length: 150 }, (_, at) => paragraph(at)).join("\n\n");
  const dataset = await open(inFolders({ "shelf/one.txt": long, "shelf/two.txt": long }));
  expect(kindsOf(dataset)).toEqual({ text: "text", file: "text", passage: "category" });
  expect(dataset.rowCount).toBe(300);
  expect(new Set(cellsOf(dataset, "passage")).size).toBe(40);
  expect(cellsOf(dataset, "passage")[150]).toBe("two.txt 1");
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
