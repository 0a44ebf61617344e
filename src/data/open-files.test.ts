import { gzipSync, strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { nameAt } from "../core/column-values";
import { cellsOf, failureOf, kindsOf, open, openText, slowSource, sourceOf } from "./open.fixture";
import { warningLimit } from "./warning-log";

const rowsOf = (count: number, row: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => row(i)).join("\n");

test("a table becomes typed columns", async () => {
  const dataset = await openText(
    `id,city,temp,day,note\n${rowsOf(60, (i) => `${i},${i % 2 ? "Rome" : "Oslo"},${i / 4},2020-01-${10 + (i % 20)},"text, number ${i} of sixty different ones"`)}\n`,
  );
  expect(kindsOf(dataset)).toEqual({ id: "number", city: "category", temp: "number", day: "time", note: "text" });
  expect(dataset).toMatchObject({ rowCount: 60, name: "table", warnings: [] });
  expect(cellsOf(dataset, "note")[7]).toBe("text, number 7 of sixty different ones");
  expect(cellsOf(dataset, "temp")[7]).toBe("1.75");
});

test("the same file in pieces of any number of bytes is the same data set", async () => {
  const text = '名,n,"quo""ted"\r\n北京😀,1,"a\r\nb"\r\né,2.5,"x,y"\r\n,NA,z\r\n';
  const bytes = new TextEncoder().encode(text);
  const whole = await openText(text);
  for (let size = 1; size <= bytes.length; size += 1) {
    const pieces = await open([slowSource(bytes, size)]);
    expect(pieces.columns).toEqual(whole.columns);
  }
  expect(cellsOf(whole, "名")).toEqual(["北京😀", "é", null]);
});

test("ragged rows are kept, padded or cut, each with its line", async () => {
  const { rowCount, warnings, ...dataset } = await openText('a,b,c\n1,2,3\n"x\ny",5\n6,7,8,9,10\n11,12,13\n');
  expect(rowCount).toBe(4);
  expect(cellsOf({ ...dataset, rowCount, warnings }, "c")).toEqual(["3", null, "8", "13"]);
  expect(warnings.map(({ file, line }) => [file, line])).toEqual([
    ["table.csv", 3],
    ["table.csv", 5],
  ]);
  expect(warnings[1]?.message).toMatch(/5 cells instead of 3; the last 2/);
});

test("more than a thousand warnings are counted, the first thousand listed", async () => {
  const ragged = rowsOf(6_000, (i) => (i % 3 === 2 ? "1,2" : "1,2,3"));
  const dataset = await openText(`a,b,c\n${ragged}\n`, { header: true });
  expect(dataset.warningCount).toBe(2_000);
  expect(dataset.warnings).toHaveLength(warningLimit);
});

test("a bad value late in a column of numbers is missing, named by its line; the column stays numbers", async () => {
  const dataset = await openText(`a,b\n${rowsOf(1_000, (i) => (i === 900 ? "abc,1" : `${i},1`))}\n`);
  expect(kindsOf(dataset)["a"]).toBe("number");
  expect(dataset.warnings).toMatchObject([{ line: 902, message: expect.stringContaining("abc") }]);
  expect(cellsOf(dataset, "a")[900]).toBeNull();
});

test("many texts late in a column of numbers make it text, and every number is given back as it was written", async () => {
  const written = ["1.50", "0.1", "1e3", "+4", "12345678901234567", "-0", " 7", "1,000"];
  const rows = Array.from({ length: 400 }, (_, i) => `"${i < 300 ? written[i % 8] : `word ${i}`}",x`);
  const dataset = await openText(`a,b\n${rows.join("\n")}\n`);
  expect(kindsOf(dataset)["a"]).toBe("category");
  expect(cellsOf(dataset, "a").slice(0, 8)).toEqual(written.map((text) => text.trim()));
  expect(cellsOf(dataset, "a")[399]).toBe("word 399");
});

test("codes keep their zeros, long numbers all their digits", async () => {
  const dataset = await openText("zip,key\n01234,9007199254740993\n98765,9007199254740995\n00001,9007199254740997\n");
  expect(cellsOf(dataset, "zip")).toEqual(["01234", "98765", "00001"]);
  expect(cellsOf(dataset, "key")[0]).toBe("9007199254740993");
});

test("missing marks: certain ones anywhere, likely ones among numbers only, given ones as given", async () => {
  const text = `n,c\n${rowsOf(20, (i) => `${["?", "-", "NA", i][i % 4]},${["None", "NA", "x", "-"][i % 4]}`)}\n`;
  const dataset = await openText(text);
  expect(cellsOf(dataset, "n").slice(0, 4)).toEqual([null, null, null, "3"]);
  expect(cellsOf(dataset, "c").slice(0, 4)).toEqual(["None", null, "x", "-"]);
  expect(dataset.source.files[0]?.reading?.missing.toSorted()).toEqual(["-", "?", "NA"]);
  const given = await openText("n,c\n1,x\n-200,None\n-200.0,y\n", { missing: ["-200", "None"] });
  expect(cellsOf(given, "n")).toEqual(["1", null, null]);
  expect(cellsOf(given, "c")).toEqual(["x", null, "y"]);
});

test("spaces around categories are taken off, and said so; spaces in text stay", async () => {
  const dataset = await openText("a, b\n1, x\n2,x\n3,x \n");
  expect(cellsOf(dataset, "b")).toEqual(["x", "x", "x"]);
  expect(dataset.warnings[0]?.message).toContain("2 different values");
});

test("which number is the day is said, with the line of the evidence", async () => {
  const sure = await openText("d,x\n01/02/2020,1\n14/02/2020,2\n");
  expect(sure.warnings).toMatchObject([{ line: 3, message: expect.stringContaining("day/month/year") }]);
  const unsure = await openText("d,x\n03/02/2020,1\n05/01/2020,2\n04/06/2020,2\n");
  expect(unsure.warnings[0]?.message).toContain("Please check");
});

test("bytes that stop being UTF-8 make the file be read again, named by the line", async () => {
  const bytes = Uint8Array.from(`a,b\n${rowsOf(80_000, (i) => `row ${i},value`)}\nStraße,München\n`, (c) =>
    c.charCodeAt(0),
  );
  const dataset = await open([sourceOf(bytes)]);
  expect(dataset.rowCount).toBe(80_001);
  expect(dataset.source.files[0]?.reading?.encoding).toBe("windows-1252");
  expect(nameAt(dataset.columns[0]!, 80_000)).toBe("Straße");
  expect(dataset.warnings[0]).toMatchObject({ line: 80_002, message: expect.stringContaining("windows-1252") });
  const failure = await failureOf(open([sourceOf(bytes)], { encoding: "utf-8" }));
  expect(failure.failure).toMatchObject({ code: "import/encoding", detail: { line: 80_002 } });
});

test("the first rows come at once, then progress to the last byte", async () => {
  const text = `a,b\n${rowsOf(60_000, (i) => `${i},some text to fill the line`)}\n`;
  const order: string[] = [];
  let last = { loadedBytes: 0, totalBytes: 0, rowCount: 0 };
  await open(
    [sourceOf(text)],
    {},
    {
      onPreview: ({ columns, rows }) => order.push(`preview ${columns.join()} ${rows.length} ${rows[99]?.join()}`),
      onProgress: (progress) => {
        expect(progress.loadedBytes).toBeGreaterThanOrEqual(last.loadedBytes);
        last = progress;
        order.push("progress");
      },
    },
  );
  expect(order[0]).toBe("preview a,b 100 99,some text to fill the line");
  expect(order.filter((event) => event === "progress").length).toBeGreaterThan(3);
  expect(last).toEqual({ loadedBytes: text.length, totalBytes: text.length, rowCount: 60_000 });
});

test("opening can be cancelled between two pieces", async () => {
  const controller = new AbortController();
  const text = `a\n${rowsOf(200_000, String)}\n`;
  let pieces = 0;
  const opening = open(
    [sourceOf(text)],
    {},
    {
      signal: controller.signal,
      onProgress: () => {
        pieces++;
        controller.abort();
      },
    },
  );
  expect((await failureOf(opening)).code).toBe("import/cancelled");
  expect(pieces).toBe(1);
});

test("files with the same columns are one data set, in any order of the columns", async () => {
  const files = [sourceOf("a,b\n1,x\n2,y\n", "may.csv"), sourceOf("b;a\nz;3\n", "june.csv")];
  const dataset = await open(files);
  expect(cellsOf(dataset, "a")).toEqual(["1", "2", "3"]);
  expect(cellsOf(dataset, "b")).toEqual(["x", "y", "z"]);
  expect(cellsOf(dataset, "file")).toEqual(["may.csv", "may.csv", "june.csv"]);
  expect(dataset.source.files.map((file) => file.rowCount)).toEqual([2, 1]);
});

test("train and test files make the column split", async () => {
  const files = [sourceOf("a,b\n1,x\n", "pima_train.csv"), sourceOf("a,b\n2,y\n", "pima_test.csv")];
  expect(cellsOf(await open(files), "split")).toEqual(["train", "test"]);
});

test("files with different columns are not joined", async () => {
  const failure = await failureOf(open([sourceOf("a,b\n1,x\n", "one.csv"), sourceOf("a,c\n2,y\n", "two.csv")]));
  expect(failure.failure).toMatchObject({
    code: "import/columns-differ",
    detail: { file: "two.csv", first: "one.csv", column: "c" },
  });
});

test("gzip, zip, and one within the other", async () => {
  const table = strToU8("a,b\n1,x\n2,y\n");
  const packed = gzipSync(table);
  const members = new Uint8Array([...gzipSync(strToU8("a,b\n1,x\n")), ...gzipSync(strToU8("2,y\n"))]);
  const zip = zipSync({ "data/t.csv": table, "README.txt": strToU8("notes"), "__MACOSX/._t.csv": strToU8("?") });
  const stored = zipSync({ "t.csv.gz": [packed, { level: 0 }] });
  for (const [bytes, name] of [
    [packed, "t.csv.gz"],
    [members, "t.csv.gz"],
    [zip, "t.zip"],
    [zip, "renamed.csv"],
    [stored, "t.zip"],
    [gzipSync(zip), "t.zip.gz"],
  ] as const) {
    const dataset = await open([sourceOf(new Uint8Array(bytes), name)]);
    expect([name, cellsOf(dataset, "a"), cellsOf(dataset, "b")]).toEqual([name, ["1", "2"], ["x", "y"]]);
  }
  const { warnings } = await open([sourceOf(new Uint8Array(zip), "t.zip")]);
  expect(warnings.map(({ file }) => file)).toEqual(["t.zip/README.txt"]);
});

test("a folder's tables are opened, what stands beside them is set aside", async () => {
  const dataset = await open([
    sourceOf("no table", "README.txt", "folder/README.txt"),
    sourceOf("a,b\n2,y\n", "t.csv", "folder/test/t.csv"),
    sourceOf("a,b\n1,x\n", "t.csv", "folder/train/t.csv"),
  ]);
  expect(cellsOf(dataset, "split")).toEqual(["test", "train"]);
  expect(dataset.warnings.map(({ file }) => file)).toEqual(["folder/README.txt"]);
});

test("two hundred rows of twenty thousand columns", async () => {
  const header = Array.from({ length: 20_000 }, (_, i) => `g${i}`).join(",");
  const row = (i: number) => Array.from({ length: 20_000 }, (_, j) => (i * j) % 97).join(",");
  const dataset = await openText(`${header}\n${rowsOf(200, row)}\n`);
  expect([dataset.rowCount, dataset.columns.length]).toEqual([200, 20_000]);
  expect(dataset.columns.every((column) => column.kind === "number")).toBe(true);
}, 60_000);

test("a single column is a table", async () => {
  expect(cellsOf(await openText("n\n1\n2\n\n3\n"), "n")).toEqual(["1", "2", "3"]);
  expect(cellsOf(await openText("1\n2\n"), "column 1")).toEqual(["1", "2"]);
});
