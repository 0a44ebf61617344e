/** Real files of every bad habit, against counts made by Python's csv module (EXPECTED.csv beside them). */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Dataset } from "../core/dataset";
import { cellsOf, failureOf, open, sourceOf } from "./open.fixture";

const folder = "../shared/data";
const isThere = existsSync(`${folder}/csv_messy/EXPECTED.csv`);
if (!isThere) test.skip("the example files are not here: ../shared/data/csv_messy", () => undefined);

const openFile = (path: string) =>
  open([sourceOf(readFileSync(`${folder}/${path}`), path.slice(path.lastIndexOf("/") + 1))]);

/** "11 cols x62; 1 cols x17" as widths with their counts, commonest first. */
function widthsOf(counts: string): readonly { readonly width: number; readonly count: number }[] {
  return Array.from(counts.matchAll(/(\d+) cols x(\d+)/g), ([, width, count]) => ({
    width: Number(width),
    count: Number(count),
  })).toSorted((a, b) => b.count - a.count);
}

/** Empty lines below the header, which are no rows. */
function blankLinesBelow(path: string, dataset: Dataset): number {
  const reading = dataset.source.files[0]?.reading;
  const lines = readFileSync(`${folder}/${path}`, "utf8").replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  return lines.slice((reading?.preamble ?? 0) + 1).filter((line) => line.trim() === "" || line === '""').length;
}

const labels: Readonly<Record<string, string>> = { cp1252: "windows-1252", "utf-8-sig": "utf-8", "utf-16": "utf-16le" };

describe.runIf(isThere)("csv_messy", async () => {
  const expected = isThere ? await openFile("csv_messy/EXPECTED.csv") : null;
  const column = (name: string) => (expected ? cellsOf(expected, name) : []);
  const files = column("file").map((file, row) => ({
    file: file ?? "",
    encoding: column("encoding")[row] ?? "",
    delimiter: column("delimiter")[row] ?? "",
    records: Number(column("records")[row]),
    widths: widthsOf(column("width_counts")[row] ?? ""),
  }));

  test("all 24 files are judged", () => expect(files).toHaveLength(24));

  test.each(files.filter(({ records }) => records > 1))(
    "$file",
    async ({ file, encoding, delimiter, records, widths }) => {
      const path = `csv_messy/${file}`;
      const dataset = await openFile(path);
      const reading = dataset.source.files[0]?.reading;
      expect(reading).toMatchObject({
        encoding: labels[encoding] ?? encoding,
        delimiter: delimiter === "TAB" ? "\t" : delimiter,
      });
      expect(dataset.columns).toHaveLength(widths[0]?.width ?? 0);
      const set = (reading?.header ? 1 : 0) + (reading?.preamble ?? 0);
      const blank = /utf-8/.test(encoding) ? blankLinesBelow(path, dataset) : 0;
      expect(dataset.rowCount + set + blank).toBe(records);
      if (reading?.preamble === 0) {
        const ragged = widths.slice(1).reduce((sum, { count }) => sum + count, 0);
        const named = dataset.warnings.filter(({ line, message }) => line && /cells/.test(message));
        expect(named).toHaveLength(ragged);
      }
    },
  );

  test("a header without rows names its line", async () => {
    const { failure } = await failureOf(openFile("csv_messy/utf8bom.csv"));
    expect(failure).toMatchObject({ code: "import/no-rows", detail: { line: 1 } });
  });

  test("decimal commas, thousands and marks are read as what they stand for", async () => {
    const gapminder = await openFile("csv_messy/gapminder_semicolon_decimalcomma.txt");
    expect(cellsOf(gapminder, "lifeExp").slice(0, 4)).toEqual(["28.801", "30.332", "31.997", "34.02"]);
    const hospitals = await openFile("csv_messy/weird_head_padding.csv");
    expect(cellsOf(hospitals, "2000")[7]).toBe("2003"); // written 2.003, beside 575 and 686
    const emissions = await openFile("csv_messy/excel_pasting.csv");
    expect(cellsOf(emissions, "2000")[0]).toBe("2666");
    const anomalies = await openFile("csv_messy/mixedGLB.csv");
    expect(cellsOf(anomalies, "D-N").slice(0, 2)).toEqual([null, "-19"]);
  });

  test("a quoted cell of several lines is one cell", async () => {
    const emissions = await openFile("csv_messy/excel_pasting.csv");
    expect(cellsOf(emissions, "Year")[9]).toBe("Machinery and \nequipment");
  });
});

describe.runIf(isThere)("other example files", () => {
  test("messages with unbalanced quotes open with quoting off", async () => {
    const messages = await openFile("text_sms_spam/sms.tsv");
    expect(messages.source.files[0]?.reading).toMatchObject({ quote: null, header: false, delimiter: "\t" });
    expect(messages.rowCount).toBe(5_574);
    const spam = cellsOf(messages, "column 1").filter((label) => label === "spam").length;
    expect(spam).toBe(747); // README of the set
    expect(messages.columns[1]?.kind).toBe("text");
  });

  test("hours with days in front of months", async () => {
    const flow = await openFile("traffic_pems_lane/train.csv");
    expect(flow.columns[0]?.kind).toBe("time");
    expect(cellsOf(flow, "5 Minutes")[0]).toBe("2016-01-04T00:00:00.000Z");
    expect(flow.rowCount).toBe(7_776);
  });

  test("a table of numbers without a header", async () => {
    const pima = await openFile("tabular_medical_pima/pima-indians-diabetes.csv");
    expect([pima.rowCount, pima.columns.length]).toEqual([768, 9]);
    expect(pima.columns.map(({ name }) => name)).toContain("column 9");
  });

  test("-200 is a value, whatever it means", async () => {
    const air = await openFile("air_quality_uci/AirQuality_first5000.csv");
    expect(cellsOf(air, "CO(GT)").filter((value) => value === "-200")).toHaveLength(1_168); // README of the set
  });
});
