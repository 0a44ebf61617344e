import fc from "fast-check";
import { expect, test } from "vitest";
import { writeCsv } from "./csv";
import { cellsOf, open } from "./open.fixture";

const textOf = async (header: string[], rows: (string | number | null)[][]) => {
  const bytes = new Uint8Array(await writeCsv(header, rows).arrayBuffer());
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
};

test("cells are quoted where they must be, formulas made harmless, missing left empty", async () => {
  const rows = [
    ["a,b", 'say "x"', "two\nlines"],
    ["=1+1", "-5", -5.5],
    ["@x", "+44 1", null],
    ["-x", Number.NaN, ""],
  ];
  expect(await textOf(["x", "y", "z"], rows)).toBe(
    '\ufeffx,y,z\r\n"a,b","say ""x""","two\nlines"\r\n\'=1+1,-5,-5.5\r\n\'@x,\'+44 1,\r\n\'-x,,\r\n',
  );
});

test("what is written is read back the same", async () => {
  const cell = fc
    .string({
      unit: fc.constantFrom("a", "B", " ", ",", '"', "\n", "\r", ";", "é", "中", "😀", "'", "|"),
      maxLength: 6,
    })
    .filter((text) => text === text.trim() && !text.endsWith("\r"));
  const row = fc.tuple(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), cell, cell);
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
      const blob = writeCsv(["number", "one", "two"], rows);
      const dataset = await open([{ file: new File([blob], "t.csv"), path: "t.csv" }]);
      expect(cellsOf(dataset, "number")).toEqual(rows.map(([number]) => String(number + 0)));
      expect(cellsOf(dataset, "one")).toEqual(rows.map(([, one]) => one || null));
      expect(cellsOf(dataset, "two")).toEqual(rows.map(([, , two]) => two || null));
    }),
    { seed: 4, numRuns: 300 },
  );
});
