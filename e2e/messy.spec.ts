/** Promise 4 on real files of every bad habit, through the page: the shape that Python's csv module counted, or a sentence with a line. */
import { readFileSync } from "node:fs";
import { dataFile, expect, openPage, skipWithoutData, test } from "./journey";

/** A row of EXPECTED.csv; its cells hold commas only in quotes. */
function readExpected() {
  const [head = "", ...lines] = readFileSync(dataFile("csv_messy/EXPECTED.csv"), "utf8").trim().split(/\r?\n/);
  const cellsOf = (line: string) =>
    Array.from(line.matchAll(/("[^"]*"|[^,]*)(?:,|$)/g), ([, cell = ""]) => cell.replace(/^"|"$/g, ""));
  const names = cellsOf(head);
  return lines.map((line) => {
    const cells = cellsOf(line);
    const cell = (name: string) => cells[names.indexOf(name)] ?? "";
    const widths = Array.from(
      cell("width_counts").matchAll(/(\d+) cols x(\d+)/g),
      ([, width, count]) => [Number(width), Number(count)] as const,
    );
    const [commonest] = widths.toSorted((a, b) => b[1] - a[1]);
    return {
      file: cell("file"),
      isUtf8: cell("encoding").startsWith("utf-8"),
      records: Number(cell("records")),
      blank: Number(cell("blank_records")),
      width: commonest?.[0] ?? 0,
    };
  });
}

test("the UTF-8 files of csv_messy open with their shape or say which line is wrong", async ({
  page,
  foreignRequests,
}) => {
  skipWithoutData();
  const files = readExpected().filter(({ isUtf8 }) => isUtf8);
  expect(files.length).toBeGreaterThan(15);
  await openPage(page, "./?backend=cpu");
  const opened: string[] = [];
  for (const { file, records, blank, width } of files) {
    const bytes = readFileSync(dataFile(`csv_messy/${file}`)).toString("base64");
    const result = await page.evaluate(
      async ([name, content]) => {
        const api = window.lightbench;
        try {
          const data = await api.open([new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name)]);
          const reading = data.source.files[0]?.reading;
          const shape = {
            columns: data.columns.length,
            rows: data.rowCount,
            above: (reading?.header ? 1 : 0) + (reading?.preamble ?? 0),
          };
          await api.closeDataset(data.id);
          return shape;
        } catch (error) {
          return { message: (error as Error).message }; // every call rejects with an error
        }
      },
      [file, bytes] as const,
    );
    if ("message" in result) {
      expect(result.message, file).toMatch(/line \d+/);
      continue;
    }
    opened.push(file);
    expect(result.columns, file).toBe(width);
    expect(result.rows + result.above, file).toBeLessThanOrEqual(records);
    expect(result.rows + result.above, file).toBeGreaterThanOrEqual(records - blank);
  }
  expect(opened.length).toBeGreaterThanOrEqual(files.length - 1);
  expect(foreignRequests).toEqual([]);
});
