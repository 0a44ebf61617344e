import { expect, test } from "vitest";
import type { ReadOptions } from "../importer";
import { guessReading } from "./guess-reading";

function guess(text: string, options: ReadOptions = {}, name = "t.csv") {
  const guessed = guessReading(name, new TextEncoder().encode(text), true, options);
  if (!guessed) throw new Error("nothing to guess from");
  return guessed;
}

const delimiters: readonly [string, string, string][] = [
  [",", "a,b\n1,2\n", "t.csv"],
  [";", "a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n", "t.csv"],
  [";", "1,5;2,5;3,5\n4,5;5,5;6,5\n", "t.csv"],
  ["\t", "name\ttext\nx\tone, two\ny\tthree, four, five\n", "t.tsv"],
  ["|", "a|b\n1|2\n", "t.psv"],
  [" ", "1.5 2.5 3\n4.5 5 6\n7 8 9\n", "t.txt"],
  [",", 'id,note\n1,"a;b;c;d"\n2,"e;f;g;h"\n', "t.csv"],
  [";", "sep=;\na;b\n1;2\n", "t.csv"],
];

test.each(delimiters)("the delimiter %j is found in %j", (delimiter, text, name) => {
  expect(guess(text, {}, name).reading.delimiter).toBe(delimiter);
});

test("prose in one column is not cut at its commas", () => {
  const { names, format } = guess("review\nGood, really\nBad, really, very\nFine\n");
  expect(names).toEqual(["review"]);
  expect("Good, really".split(format.delimiter)).toHaveLength(1);
});

const headers: readonly [boolean, string][] = [
  [true, "a,b\n1,2\n3,4\n"],
  [false, "1,2\n3,4\n"],
  [true, "name,city\nAnn,Rome\nBob,Oslo\n"],
  [false, "ham,hello\nham,bye\nspam,buy\n"],
  [true, "country,1999,2000,2001\nChad,5,6,7\nPeru,1,2,3\n"],
  [true, ",0,1,2,3,4\n0,.5,.5,.1,.2,.3\n1,.5,.5,.1,.2,.3\n"],
  [false, "2024-01-01,5\n2024-01-02,6\n"],
  [true, "date,value\n2024-01-01,x\n2024-01-02,y\n"],
];

test.each(headers)("header %s in %j", (header, text) => {
  expect(guess(text).reading.header).toBe(header);
});

test("notes above the table are set aside, and rows numbered as the editor shows them", () => {
  const { reading, names, firstLine } = guess("Report of 2024\n\nSource: city\na,b,c\n1,2,3\n4,5,6\n");
  expect(reading).toMatchObject({ preamble: 3, header: true });
  expect(names).toEqual(["a", "b", "c"]);
  expect(firstLine).toBe(4);
});

test("names are made unique, empty ones numbered by their column", () => {
  const { names, repeatedNames } = guess("a,,a,a 2,a\n1,2,3,4,5\n");
  expect(names).toEqual(["a", "column 2", "a 3", "a 2", "a 4"]);
  expect(repeatedNames).toEqual(["a", "a"]);
});

test("a header one name short leaves the first column to the names of the rows", () => {
  const { names, hasRowNames } = guess("mpg,cyl\nMazda,21,6\nDatsun,22,4\n");
  expect(names).toEqual(["column 1", "mpg", "cyl"]);
  expect(hasRowNames).toBe(true);
});

test("a separator at the end of every row is no column", () => {
  expect(guess("a,b\n1,2,\n3,4,\n").names).toEqual(["a", "b"]);
});

const decimals: readonly ["." | ",", string][] = [
  [",", "a;b\n28,801;x\n34,02;y\n"],
  [".", 'a;b\n"6,000,000";x\n2,666;y\n'],
  [",", "a;b\n1.234,56;x\n"],
  [".", "a;b\n1,234.56;x\n"],
  [",", "a;b\n379;1.613\n575;2.590\n12;1.001\n1.200;5\n"],
  [".", "a;b\n1.613;x\n2.591;y\n3.001;z\n"],
];

test.each(decimals)("decimal %j in %j", (decimal, text) => {
  expect(guess(text).reading.decimal).toBe(decimal);
});

test("what the user says stands", () => {
  const options = { delimiter: ",", header: false, quote: null, decimal: ",", encoding: "windows-1252" } as const;
  expect(guess("a;b\n1;2\n", options).reading).toMatchObject(options);
});

test("quoting is off where quotes do not match but every line has as many cells", () => {
  const text = 'ham\t"Hello\nspam\tBuy "now" cheap\nham\tsay "x\nham\tok\n';
  expect(guess(text, {}, "t.tsv").reading.quote).toBeNull();
  expect(guess('a,b\n1,"x\ny"\n2,"z"\n').reading.quote).toBe('"');
  expect(guess("a,b\n'x,y',1\n'z',2\n").reading.quote).toBe("'");
});
