import { gzipSync, strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { failureOf, open, sourceOf } from "./open.fixture";

const bytes = (...parts: (string | readonly number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === "string" ? Array.from(part, (c) => c.charCodeAt(0)) : [...part])),
  );

const noise = Uint8Array.from({ length: 4_000 }, (_, i) => (i * i * 31 + i * 7) & 255);
const xlsx = new Uint8Array(
  zipSync({ "[Content_Types].xml": strToU8("<Types/>"), "xl/workbook.xml": strToU8("<w/>") }),
);
const zip = new Uint8Array(zipSync({ "t.csv": strToU8("a,b\n".repeat(400)) }));
const locked = zip.slice();
for (let i = 0; i + 46 < locked.length; i++) {
  const isEntry = locked[i] === 0x50 && locked[i + 1] === 0x4b && locked[i + 2] === 1 && locked[i + 3] === 2;
  if (isEntry) locked[i + 8]! |= 1;
}
const flipped = zip.slice();
flipped[40]! ^= 0x55;
const gz = new Uint8Array(gzipSync(strToU8("a,b\n1,2\n".repeat(400))));

const cases: readonly [string, string, Uint8Array<ArrayBuffer> | string, string, RegExp][] = [
  ["zero bytes", "t.csv", "", "import/empty-file", /“t.csv” is empty/],
  ["a renamed PDF", "t.csv", bytes("%PDF-1.7\n", [0x25, 0xe2, 0xe3]), "import/unsupported", /a PDF document/],
  ["a renamed PNG", "t.csv", bytes([0x89], "PNG\r\n", [0x1a, 10]), "import/picture", /like PNG but says no size/],
  ["a renamed workbook", "t.csv", xlsx, "import/unsupported", /an Excel workbook/],
  ["a web page", "t.csv", "<!DOCTYPE html><html><body>Sign in", "import/unsupported", /a web page/],
  ["JSON", "t.csv", '[{"a":1},{"a":2}]', "import/unsupported", /JSON/],
  ["noise", "t.csv", noise, "import/unsupported", /binary data/],
  ["nothing but blank lines", "t.csv", "\n\n  \n", "import/unsupported", /blank lines/],
  ["a header without rows", "t.csv", "a,b,c\n", "import/no-rows", /header in line 1 but no rows/],
  ["a quote that is never closed", "t.csv", 'a,b\n1,"x\n2,y,z\n3\n', "import/quote", /opened in line 2/],
  ["a locked archive", "t.zip", locked, "import/archive", /password/],
  ["a damaged archive", "t.zip", flipped, "import/archive", /damaged/],
  ["half an archive", "t.zip", zip.slice(0, 60), "import/archive", /damaged/],
  ["half a gzip file", "t.csv.gz", gz.slice(0, gz.length - 20), "import/archive", /damaged/],
  [
    "an archive without a table",
    "t.zip",
    new Uint8Array(zipSync({ "a.md": strToU8("x"), "b.md": strToU8("x") })),
    "import/archive",
    /no table/,
  ],
];

test.each(cases)("%s is refused in its own words", async (_, name, content, code, message) => {
  const { failure } = await failureOf(open([sourceOf(content, name)]));
  expect(failure.code).toBe(code);
  expect(failure.message).toMatch(message);
  expect(failure.wording.message.zh).not.toBe(failure.message);
  expect(failure.hint).not.toBe("");
});

test("a folder that came as a file, and one without tables", async () => {
  const file = new File([], "pictures");
  file.stream = () => {
    throw new DOMException("The requested file could not be read", "NotReadableError");
  };
  expect((await failureOf(open([{ file, path: "pictures" }]))).code).toBe("import/directory");
  const beside = await failureOf(open([sourceOf("x", "a.md", "notes/a.md")]));
  expect(beside.failure).toMatchObject({ code: "import/directory", detail: { file: "notes" } });
});

test("a table whose header begins like another format is a table", async () => {
  const dataset = await open([sourceOf("PAR1,ID3\n1,2\n3,4\n")]);
  expect(dataset.columns.map(({ name }) => name)).toEqual(["PAR1", "ID3"]);
});

test("a file that has gone since it was chosen", async () => {
  const file = new File(["a,b\n1,2\n"], "t.csv");
  file.stream = () => {
    throw new DOMException("A requested file could not be found", "NotFoundError");
  };
  expect((await failureOf(open([{ file, path: "t.csv" }]))).code).toBe("import/unreadable");
});

test("an encoding that no browser knows", async () => {
  const failure = await failureOf(open([sourceOf("a,b\n1,2\n")], { encoding: "klingon" }));
  expect(failure.message).toContain("klingon");
});

test("a bomb is refused before it goes off", async () => {
  const entry = new Uint8Array(zipSync({ "t.csv": strToU8("a,b\n") }));
  const view = new DataView(entry.buffer);
  for (let i = 0; i + 46 < entry.length; i++)
    if (view.getUint32(i, true) === 0x02014b50) view.setUint32(i + 24, 0xfffffff0, true);
  expect((await failureOf(open([sourceOf(entry, "t.zip")]))).code).toBe("import/too-large");
});
