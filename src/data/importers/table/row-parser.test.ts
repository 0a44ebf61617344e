import fc from "fast-check";
import { expect, test } from "vitest";
import { createRowParser, parseSample, type RowFormat } from "./row-parser";

const commas: RowFormat = { delimiter: ",", quote: '"', hasLoneReturns: false };

/** Rows and lines of a text that arrives in pieces cut at the given places. */
function parsePieces(text: string, cuts: readonly number[], format: RowFormat, pieceLength = 1) {
  const parser = createRowParser("t.csv", format, pieceLength);
  const rows: (readonly string[])[] = [];
  const lines: number[] = [];
  const badQuoteLines: number[] = [];
  const take = (batch: ReturnType<typeof parser.end>) => {
    rows.push(...batch.rows);
    lines.push(...batch.lines);
    badQuoteLines.push(...batch.badQuoteLines);
  };
  const places = [0, ...cuts, text.length];
  for (let i = 1; i < places.length; i++) take(parser.push(text.slice(places[i - 1], places[i])));
  take(parser.end());
  return { rows, lines, badQuoteLines };
}

const texts: readonly [string, string, RowFormat, string[][]][] = [
  [
    "plain",
    "a,b\nc,d\n",
    commas,
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  [
    "quoted newlines and quotes",
    '"a\nb","say ""hi"""\r\nc,"d,e"\r\n',
    commas,
    [
      ["a\nb", 'say "hi"'],
      ["c", "d,e"],
    ],
  ],
  [
    "no newline at the end",
    'a,"b"\nc,"d"',
    commas,
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  [
    "a return at the very end",
    "a,b\r\nc,d\r",
    { ...commas, hasLoneReturns: true },
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  [
    "lone returns",
    'a,b\r"c\rx",d\r',
    { ...commas, hasLoneReturns: true },
    [
      ["a", "b"],
      ["c\nx", "d"],
    ],
  ],
  [
    "every kind of line end",
    "a,b\rc,d\r\ne,f\ng,h",
    { ...commas, hasLoneReturns: true },
    [
      ["a", "b"],
      ["c", "d"],
      ["e", "f"],
      ["g", "h"],
    ],
  ],
  [
    "quoting off",
    'a\t"b\nc"\td\n',
    { delimiter: "\t", quote: null, hasLoneReturns: false },
    [
      ["a", '"b'],
      ['c"', "d"],
    ],
  ],
  [
    "another quote",
    "'a,b',c\n'd''e',f\n",
    { ...commas, quote: "'" },
    [
      ["a,b", "c"],
      ["d'e", "f"],
    ],
  ],
];

test.each(texts)("%s: a piece may end at any character", (_, text, format, rows) => {
  const whole = parsePieces(text, [], format, 1 << 18);
  expect(whole.rows).toEqual(rows);
  for (let cut = 0; cut <= text.length; cut++) expect(parsePieces(text, [cut], format)).toEqual(whole);
  const everywhere = Array.from(text, (_, index) => index);
  expect(parsePieces(text, everywhere, format)).toEqual(whole);
});

test("rows know their line, quoted newlines counted", () => {
  const { lines } = parsePieces('a,b\n"c\nd\ne",f\n\ng,h\n', [], commas);
  expect(lines).toEqual([1, 2, 5, 6]);
});

test("pieces in any number and place make no difference", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "é", "中", "😀", ",", '"', "\n", "\r\n", " "), maxLength: 4 });
  const quoted = (text: string) => (/[,"\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
      fc.array(fc.nat(80), { maxLength: 6 }),
      fc.integer({ min: 1, max: 12 }),
      (table, cuts, pieceLength) => {
        const text = table.map((row) => `${row.map(quoted).join(",")}\n`).join("");
        const places = cuts.map((cut) => Math.min(cut, text.length)).toSorted((a, b) => a - b);
        expect(parsePieces(text, places, commas, pieceLength).rows).toEqual(table);
      },
    ),
    { seed: 1, numRuns: 300 },
  );
});

test("a quote that is never closed is named by its line", () => {
  expect(() => parsePieces('a,b\nc,"d\ne,f,g\nh\n', [], { ...commas, width: 2 })).toThrow(/opened in line 2/);
});

test("a stray quote costs its line the quoting, where the lines after it agree", () => {
  const text = '"a",b\n5,"6 inch\n7,"eight"\n9,10\n';
  const format = { ...commas, width: 2 };
  const { rows, badQuoteLines } = parsePieces(text, [], format);
  expect(rows).toEqual([
    ["a", "b"],
    ["5", '"6 inch'],
    ["7", "eight"],
    ["9", "10"],
  ]);
  expect(badQuoteLines).toEqual([2]);
  for (let cut = 0; cut <= text.length; cut++) expect(parsePieces(text, [cut], format).rows).toEqual(rows);
});

test("quotes within a quoted cell stay where the row is whole all the same", () => {
  const { rows, badQuoteLines } = parsePieces('a,b\n"He said "hi" to me",5\n', [], { ...commas, width: 2 });
  expect(rows[1]).toEqual(['He said "hi" to me', "5"]);
  expect(badQuoteLines).toEqual([]);
});

test("runs of spaces are one separator", () => {
  const { rows } = parseSample("1   2  3\n 4 5     6\n", { delimiter: " ", quote: '"', hasLoneReturns: false }, true);
  expect(rows).toEqual([
    ["1", "2", "3"],
    ["4", "5", "6"],
  ]);
});
