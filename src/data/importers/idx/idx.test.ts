/** The MNIST files of the shared data against their own bytes, unpacked by Node's zlib. */
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nameAt, pictureAt } from "../../../core/column-values";
import { WorkbenchError } from "../../../core/failure";
import { idxBytes, npyBytes, read, refusal, source, type Bytes } from "../arrays/array.fixture";
import { gzipImporter } from "../gzip/gzip";
import type { ByteSource, ColumnsImporter, ReadColumns } from "../importer";
import { npyImporter } from "../npy/npy";
import { idxImporter } from "./idx";

const folder = "../shared/data/digits_mnist/idx";
const isThere = existsSync(folder);
if (!isThere) test.skip(`the digits are not here: ${folder}`, () => undefined);

const ramp = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 7) % 256);

async function openPacked(names: readonly string[]): Promise<ReadColumns> {
  const sources: ByteSource[] = [];
  for (const name of names) {
    const packed = source(name, new Uint8Array(readFileSync(`${folder}/${name}`)));
    sources.push(...(await gzipImporter.unpack(packed)));
  }
  return idxImporter.read(sources, {}, { signal: new AbortController().signal, onBytes: () => undefined });
}

describe.runIf(isThere)("digits_mnist", () => {
  const names = ["test-images", "test-labels", "train-images", "train-labels"].map(
    (name) => `${name}-idx${name.endsWith("images") ? 3 : 1}-ubyte.gz`,
  );

  test("pictures, labels and the split of the names", async () => {
    const { columns, rowCount, rowsOf, warnings } = await openPacked(names);
    expect(warnings).toEqual([]);
    expect(rowCount).toBe(6_000);
    expect(Array.from(rowsOf, ([{ name }, rows]) => `${name.slice(0, 5)} ${rows}`).toSorted()).toEqual([
      "test- 1000",
      "test- 1000",
      "train 5000",
      "train 5000",
    ]);
    const [image, label, split] = columns;
    expect(columns.map(({ name }) => name)).toEqual(["image", "label", "split"]);
    if (image?.kind !== "image" || label?.kind !== "category" || split?.kind !== "category") throw new Error("kinds");
    expect(label.categories).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    const counts = new Map<string, number>();
    for (let row = 0; row < rowCount; row++) {
      const key = `${nameAt(split, row)} ${nameAt(label, row)}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    // The data's own description: 500 of each digit to learn from, 100 to test.
    expect(new Set(counts.values())).toEqual(new Set([500, 100]));
    expect(counts.get("train 0")).toBe(500);
    const raw = (at: number) => gunzipSync(readFileSync(`${folder}/${names[at]}`));
    expect(Buffer.from(image.pixels).equals(Buffer.concat([raw(2).subarray(16), raw(0).subarray(16)]))).toBe(true);
    expect(pictureAt(image, 5_000)).toMatchObject({ width: 28, height: 28, channels: 1 });
    expect(nameAt(label, 5_003)).toBe(String(raw(1)[8 + 3]));
  });

  test("labels of the other files are left out, and it is said", async () => {
    const { columns, warnings } = await openPacked([names[0] ?? "", names[3] ?? ""]);
    expect(columns.map(({ name }) => name)).toEqual(["image", "split"]);
    expect(warnings).toMatchObject([{ file: "train-labels-idx1-ubyte", wording: { en: /./ } }]);
    expect(warnings[0]?.wording.en).toBe(
      "It was left out: it holds 5000 items, but “test-images-idx3-ubyte” holds 1000. Open the two files that were made together.",
    );
  });
});

describe("names", () => {
  test.each([
    ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "train"],
    ["t10k-images.idx3-ubyte", "t10k-labels.idx1-ubyte", "test"],
    ["emnist-letters-test-images-idx3-ubyte", "emnist-letters-test-labels-idx1-ubyte", "test"],
    ["digits/validation/images.idx", "digits/validation/labels.idx", "validation"],
    ["scans.idx3-ubyte", "scans-labels.idx1-ubyte", null],
  ])("%s and %s", async (pictures, labels, subset) => {
    const files = { [labels]: idxBytes([2], [4, 1]), [pictures]: idxBytes([2, 2, 2], ramp(8)) };
    const { columns, warnings } = await read(idxImporter, files);
    expect(warnings).toEqual([]);
    expect(columns.map(({ name }) => name)).toEqual(["image", "label", ...(subset ? ["split"] : [])]);
    const [, label, split] = columns;
    expect(label && [nameAt(label, 0), nameAt(label, 1)]).toEqual(["4", "1"]);
    expect(split ? nameAt(split, 1) : null).toBe(subset);
  });

  test("two sets at once are told apart", async () => {
    const data = await read(idxImporter, {
      "mnist-train-images-idx3-ubyte": idxBytes([2, 2, 2], ramp(8)),
      "mnist-train-labels-idx1-ubyte": idxBytes([2], [4, 1]),
      "fashion-train-images-idx3-ubyte": idxBytes([2, 2, 2], ramp(8)),
      "fashion-train-labels-idx1-ubyte": idxBytes([2], [0, 9]),
    });
    expect(data.columns.map(({ name }) => name)).toEqual(["image", "label", "split", "set"]);
    const [, label, , set] = data.columns;
    expect(set && label && [0, 2, 3].map((row) => `${nameAt(set, row)} ${nameAt(label, row)}`)).toEqual([
      "mnist 4",
      "fashion 0",
      "fashion 9",
    ]);
  });

  test("labels alone open with a remark", async () => {
    const { columns, warnings } = await read(idxImporter, { "train-labels-idx1-ubyte": idxBytes([3], [1, 0, 1]) });
    expect(columns.map(({ name, kind }) => `${name} ${kind}`)).toEqual(["label category", "split category"]);
    expect(warnings[0]?.wording.en).toMatch(/file of pictures together/);
  });
});

test("whole numbers and floats that are no pictures become columns", async () => {
  const { columns } = await read(idxImporter, { "a.idx": idxBytes([2, 2], [0, 1, 255, 255, 0, 3, 0, 4], 11) });
  expect(columns.map((column) => [column.name, nameAt(column, 0), nameAt(column, 1)])).toEqual([
    ["a 0", "1", "3"],
    ["a 1", "-1", "4"],
  ]);
});

test.each<readonly [string, Bytes, RegExp]>([
  ["a wrong mark", Uint8Array.of(1, 0, 8, 3, 0, 0, 0, 1), /first four bytes do not/],
  ["half a header", Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1), /header is cut short/],
  ["half a file", idxBytes([10, 4, 4], ramp(100)), /promises 160 bytes of numbers, but there are only 100/],
  ["huge dimensions", idxBytes([0xffffffff, 0xffff, 0xffff], ramp(100)), /more numbers than any file holds/],
  ["large dimensions", idxBytes([0xffff, 0xffff, 0xff], ramp(100)), /far more than the file can hold/],
  ["nothing", idxBytes([0, 28, 28], []), /nothing in it/],
])("%s is refused", async (_, bytes, sentence) => {
  const { failure } = await refusal(read(idxImporter, { "train-images-idx3-ubyte": bytes }));
  expect(failure.code).toBe("import/array");
  expect(failure.message).toMatch(sentence);
  expect(failure.hint).not.toBe("");
});

test("damaged files end in a data set or a sentence", async () => {
  const good: readonly (readonly [ColumnsImporter, string, Bytes])[] = [
    [idxImporter, "train-images-idx3-ubyte", idxBytes([6, 5, 4], ramp(120))],
    [idxImporter, "train-labels-idx1-ubyte", idxBytes([6], ramp(6))],
    [npyImporter, "x.npy", npyBytes("<f4", [3, 4, 5, 3], ramp(720))],
    [npyImporter, "y.npy", npyBytes(">i8", [9], ramp(72), true)],
  ];
  const flips = fc.array(fc.tuple(fc.nat(1_000), fc.nat(7)), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(
      fc.nat(good.length - 1),
      flips,
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (at, bits, cut) => {
        const [importer, name, whole] = good[at] ?? good[0]!; // there are four
        const bytes = whole.slice();
        // Half of the flips fall into the header, where they do most.
        for (const [place, bit] of bits) bytes[place % (bit < 4 ? 24 : bytes.length)]! ^= 1 << bit; // within the file
        const kept = bits.length > 2 ? bytes.slice(0, Math.ceil(cut * bytes.length)) : bytes;
        const outcome: unknown = await read(importer, { [name]: kept }).catch((error: unknown) => error);
        if (outcome instanceof WorkbenchError) expect(outcome.failure.message).toMatch(/“.+”.*\.$/);
        else expect(outcome).toMatchObject({ warnings: expect.any(Array) });
      },
    ),
    { seed: 4, numRuns: 600 },
  );
});
