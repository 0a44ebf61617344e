import { describe, expect, test } from "vitest";
import { nameAt, pictureAt } from "../../../core/column-values";
import type { Column, ImageColumn } from "../../../core/column";
import { bytesOf, npyBytes, read, refusal, type Bytes } from "../arrays/array.fixture";
import type { ReadColumns } from "../importer";
import { npyImporter } from "./npy";

const columnOf = ({ columns }: ReadColumns, name: string): Column => {
  const column = columns.find((candidate) => candidate.name === name);
  if (!column) throw new Error(`no ${name} among ${columns.map((candidate) => candidate.name).join(", ")}`);
  return column;
};
const cells = (data: ReadColumns, name: string) =>
  Array.from({ length: data.rowCount }, (_, row) => nameAt(columnOf(data, name), row));
const picturesOf = (data: ReadColumns): ImageColumn => {
  const column = columnOf(data, "image");
  if (column.kind !== "image") throw new Error(column.kind);
  return column;
};
const pixels = (data: ReadColumns, row: number) => Array.from(pictureAt(picturesOf(data), row)?.pixels ?? []);
const said = ({ warnings }: ReadColumns) => warnings.map(({ file, wording }) => `${file}: ${wording.en}`);
const u1 = (...numbers: number[]) => Uint8Array.from(numbers);
const ramp = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 7) % 256);
const fromHex = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

/** Written by numpy.save of NumPy 2.4.6: array([[1, 2, 3], [4, 5, 6]], ">i2", order="F") and array([0.5, -2, 65504], "<f2"). */
const pad = (count: number) => "20".repeat(count);
const bigFortran = fromHex(
  `934e554d5059010076007b276465736372273a20273e6932272c2027666f727472616e5f6f72646572273a20547275652c20277368617065273a2028322c2033292c207d${pad(59)}0a000100040002000500030006`,
);
const halves = fromHex(
  `934e554d5059010076007b276465736372273a20273c6632272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a2028332c292c207d${pad(60)}0a003800c0ff7b`,
);

describe("numbers", () => {
  test("big-endian and Fortran order, as NumPy writes them", async () => {
    const data = await read(npyImporter, { "t.npy": bigFortran });
    expect(data.columns.map(({ name, kind }) => `${name} ${kind}`)).toEqual(["t 0 number", "t 1 number", "t 2 number"]);
    expect([cells(data, "t 0"), cells(data, "t 2")]).toEqual([
      ["1", "4"],
      ["3", "6"],
    ]);
  });

  test("halves, as NumPy writes them", async () => {
    expect(cells(await read(npyImporter, { "h.npy": halves }), "h")).toEqual(["0.5", "-2", "65504"]);
  });

  const swapped = (bytes: Bytes, size: number) => {
    const turned = new Uint8Array(bytes.length);
    for (let i = 0; i < bytes.length; i++) turned[i] = bytes[i - (i % size) + size - 1 - (i % size)] ?? 0;
    return turned;
  };
  test.each([
    ["i1", 1, bytesOf(Int8Array.of(-3, 0, 90))],
    ["i2", 2, bytesOf(Int16Array.of(-3, 0, 90))],
    ["i4", 4, bytesOf(Int32Array.of(-3, 0, 90))],
    ["i8", 8, bytesOf(BigInt64Array.of(-3n, 0n, 90n))],
    ["f4", 4, bytesOf(Float32Array.of(-3, 0, 90))],
    ["f8", 8, bytesOf(Float64Array.of(-3, 0, 90))],
  ])("%s in both byte orders", async (type, size, content) => {
    for (const [endian, bytes] of [
      ["<", content],
      [">", swapped(content, size)],
    ] as const) {
      const data = await read(npyImporter, { "v.npy": npyBytes(`${endian}${type}`, [3], bytes) });
      expect(cells(data, "v")).toEqual(["-3", "0", "90"]);
    }
  });

  test.each([
    ["u2", bytesOf(Uint16Array.of(3, 65535))],
    ["u4", bytesOf(Uint32Array.of(3, 65535))],
    ["u8", bytesOf(BigUint64Array.of(3n, 65535n))],
  ])("%s", async (type, content) => {
    expect(cells(await read(npyImporter, { "v.npy": npyBytes(`<${type}`, [2, 1], content) }), "v")).toEqual([
      "3",
      "65535",
    ]);
  });

  test("versions 2 and 3 have a longer length", async () => {
    const old = npyBytes("|u1", [2], u1(4, 5));
    for (const version of [2, 3]) {
      const bytes = new Uint8Array([...old.slice(0, 6), version, 0, old[8] ?? 0, old[9] ?? 0, 0, 0, ...old.slice(10)]);
      expect(cells(await read(npyImporter, { "v.npy": bytes }), "v")).toEqual(["4", "5"]);
    }
  });
});

describe("pictures", () => {
  test("MedMNIST: pictures, labels and its own split", async () => {
    const data = await read(npyImporter, {
      "m.npz/val_images.npy": npyBytes("|u1", [1, 2, 2], u1(9, 9, 9, 9)),
      "m.npz/train_images.npy": npyBytes("|u1", [2, 2, 2], u1(1, 2, 3, 4, 5, 6, 7, 8)),
      "m.npz/train_labels.npy": npyBytes("|u1", [2, 1], u1(1, 0)),
      "m.npz/val_labels.npy": npyBytes("|u1", [1, 1], u1(1)),
      "m.npz/test_images.npy": npyBytes("|u1", [1, 2, 2], u1(0, 0, 0, 255)),
      "m.npz/test_labels.npy": npyBytes("|u1", [1, 1], u1(0)),
    });
    expect(data.columns.map(({ name }) => name)).toEqual(["image", "label", "split"]);
    expect(cells(data, "split")).toEqual(["train", "train", "validation", "test"]);
    expect(cells(data, "label")).toEqual(["1", "0", "1", "0"]);
    expect([pixels(data, 1), pixels(data, 2), pixels(data, 3)]).toEqual([
      [5, 6, 7, 8],
      [9, 9, 9, 9],
      [0, 0, 0, 255],
    ]);
    expect(said(data)).toEqual([]);
  });

  test("Keras: x_train, y_train", async () => {
    const data = await read(npyImporter, {
      "mnist.npz/x_test.npy": npyBytes("|u1", [1, 2, 2], u1(1, 2, 3, 4)),
      "mnist.npz/y_test.npy": npyBytes("|u1", [1], u1(7)),
      "mnist.npz/x_train.npy": npyBytes("|u1", [1, 2, 2], u1(5, 6, 7, 8)),
      "mnist.npz/y_train.npy": npyBytes("|u1", [1], u1(3)),
    });
    expect([cells(data, "label"), cells(data, "split")]).toEqual([
      ["3", "7"],
      ["train", "test"],
    ]);
  });

  test("colour, transparency, and planes of colour", async () => {
    const flat = ramp(3 * 2 * 5);
    const last = await read(npyImporter, { "x.npy": npyBytes("|u1", [1, 2, 5, 3], flat) });
    expect(pixels(last, 0)).toEqual([...flat]);
    const planes = await read(npyImporter, { "x.npy": npyBytes("|u1", [1, 3, 2, 5], flat) });
    expect(pixels(planes, 0).slice(0, 6)).toEqual([flat[0], flat[10], flat[20], flat[1], flat[11], flat[21]]);
    const clear = await read(npyImporter, { "x.npy": npyBytes("|u1", [1, 2, 2, 4], ramp(16)) });
    expect(pixels(clear, 0)).toEqual([0, 7, 14, 28, 35, 42, 56, 63, 70, 84, 91, 98]);
    expect(said(clear)[0]).toMatch(/fourth channel/);
    const one = await read(npyImporter, { "photo.npy": npyBytes("|u1", [8, 9, 3], ramp(216)) });
    expect(one.rowCount).toBe(1);
    expect(pixels(one, 0)).toEqual([...ramp(216)]);
  });

  test("floats from 0 to 1, from 0 to 255, and of any other range", async () => {
    const open = (...values: number[]) =>
      read(npyImporter, { "x.npy": npyBytes("<f4", [1, 2, 2], bytesOf(Float32Array.from(values))) });
    expect(pixels(await open(0, 0.2, 1, NaN), 0)).toEqual([0, 51, 255, 0]);
    expect(pixels(await open(0, 2, 99.6, 255), 0)).toEqual([0, 2, 100, 255]);
    const wide = await open(-1, 0, 1, -0.5);
    expect(pixels(wide, 0)).toEqual([0, 128, 255, 64]);
    expect(said(wide)).toEqual(["x.npy: Its numbers lie between -1 and 1: this range became black to white."]);
  });

  test("Fortran order and yes or no", async () => {
    const data = await read(npyImporter, { "x.npy": npyBytes("|b1", [2, 2, 2], u1(0, 1, 0, 0, 0, 0, 1, 1), true) });
    expect([pixels(data, 0), pixels(data, 1)]).toEqual([
      [0, 0, 0, 255],
      [255, 0, 0, 255],
    ]);
  });

  test("large ones are made smaller, and it is said", async () => {
    const data = await read(npyImporter, { "x.npy": npyBytes("|u1", [2, 4, 8], ramp(64)) }, { imageSize: 4 });
    expect([...picturesOf(data).widths, ...picturesOf(data).heights]).toEqual([4, 4, 2, 2]);
    // The mean of 0, 7, 56 and 63.
    expect(pixels(data, 0)[0]).toBe(32);
    expect(said(data)[0]).toMatch(/8 pixels on the longer side were made smaller, to 4/);
  });
});

describe("labels", () => {
  const images = npyBytes("|u1", [3, 2, 2], ramp(12));

  test("several at once become a column each", async () => {
    const data = await read(npyImporter, {
      "images.npy": images,
      "labels.npy": npyBytes("|u1", [3, 2], u1(0, 1, 1, 1, 0, 0)),
    });
    expect(data.columns.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      "image image",
      "label 0 category",
      "label 1 category",
    ]);
    expect(cells(data, "label 1")).toEqual(["1", "1", "0"]);
  });

  test("exactly one of several is one column, and it is said", async () => {
    const hot = bytesOf(Float32Array.of(0, 0, 1, 1, 0, 0, 0, 0, 1));
    const data = await read(npyImporter, { "images.npy": images, "labels.npy": npyBytes("<f4", [3, 3], hot) });
    expect(cells(data, "label")).toEqual(["2", "0", "2"]);
    expect(said(data)[0]).toMatch(/exactly one of its 3 labels/);
  });

  test("a quantity is a number, another name is another column", async () => {
    const ages = npyBytes("<f8", [3], bytesOf(Float64Array.of(20.5, 31, 44)));
    const data = await read(npyImporter, {
      "images.npy": images,
      "labels.npy": npyBytes("|u1", [3], u1(0, 1, 0)),
      "ages.npy": ages,
    });
    expect(data.columns.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      "image image",
      "label category",
      "ages number",
    ]);
    expect(cells(data, "ages")).toEqual(["20.5", "31", "44"]);
  });

  test("of another count are left out, and it is said by how many", async () => {
    const data = await read(npyImporter, { "images.npy": images, "labels.npy": npyBytes("|u1", [2], u1(0, 1)) });
    expect(data.columns.map(({ name }) => name)).toEqual(["image"]);
    expect(said(data)).toEqual([
      "labels.npy: It was left out: it holds 2 items, but “images.npy” holds 3. Open the two files that were made together.",
    ]);
  });

  test("a table with its outcome", async () => {
    const data = await read(npyImporter, {
      "X_train.npy": npyBytes("<f4", [2, 2], bytesOf(Float32Array.of(1, 2, 3, 4))),
      "y_train.npy": npyBytes("<i8", [2], bytesOf(BigInt64Array.of(0n, 1n))),
      "X_test.npy": npyBytes("<f4", [1, 2], bytesOf(Float32Array.of(5, 6))),
      "y_test.npy": npyBytes("<i8", [1], bytesOf(BigInt64Array.of(1n))),
    });
    expect(data.columns.map(({ name }) => name)).toEqual(["label", "x 0", "x 1", "split"]);
    expect([cells(data, "x 1"), cells(data, "label")]).toEqual([
      ["2", "4", "6"],
      ["0", "1", "1"],
    ]);
  });
});

describe("refused, in a sentence", () => {
  test.each<readonly [string, Bytes, RegExp]>([
    ["Python objects", npyBytes("|O", [2], u1(1, 2, 3)), /Python objects \(pickle\)/],
    ["text", npyBytes("<U5", [1], new Uint8Array(20)), /type “<U5”/],
    ["a volume", npyBytes("|u1", [2, 5, 5, 5], ramp(250)), /shape is \[2, 5, 5, 5\], which is neither/],
    ["a wide table", npyBytes("|u1", [1, 3000], ramp(3000)), /neither pictures nor a table/],
    ["no items", npyBytes("|u1", [0, 4, 4], u1()), /nothing in it/],
    ["a single number", npyBytes("|u1", [], u1(1)), /single number/],
    ["half a file", npyBytes("|u1", [4, 5, 5], ramp(60)), /promises 100 bytes of numbers, but there are only 60/],
    ["more than it can hold", npyBytes("|u1", [1e6, 500, 500], ramp(60)), /far more than the file can hold/],
    ["more than anything holds", npyBytes("|u1", [1e9, 1e9, 1e9], u1(1)), /more numbers than any file holds/],
    ["half a header", npyBytes("|u1", [2], u1(1, 2)).slice(0, 40), /header is damaged or cut short/],
    ["something else", u1(1, 2, 3, 4), /does not begin as a NumPy array/],
    ["version 9", Uint8Array.from(npyBytes("|u1", [2], u1(1, 2)), (byte, i) => (i === 6 ? 9 : byte)), /version 9/],
  ])("%s", async (_, bytes, sentence) => {
    const { failure } = await refusal(read(npyImporter, { "a.npy": bytes }));
    expect(failure).toMatchObject({ code: "import/array", detail: { file: "a.npy" } });
    expect(failure.message).toMatch(sentence);
    expect(failure.hint).not.toBe("");
    expect(failure.wording.message.zh).not.toBe(failure.message);
  });

  test("records of several fields", async () => {
    const bytes = npyBytes("|u1", [2], u1(1, 2));
    const text = new TextDecoder("latin1").decode(bytes).replace("'|u1'", "[('a', '<i4')]");
    const { message } = await refusal(read(npyImporter, { "a.npy": Uint8Array.from(text, (c) => c.charCodeAt(0)) }));
    expect(message).toMatch(/records of several fields/);
  });

  test("a damaged file beside good ones is named, and they open", async () => {
    const data = await read(npyImporter, {
      "train_images.npy": npyBytes("|u1", [2, 2, 2], ramp(5)),
      "test_images.npy": npyBytes("|u1", [1, 2, 2], ramp(4)),
      "test_labels.npy": npyBytes("|O", [1], u1(1)),
    });
    expect([data.rowCount, cells(data, "split")]).toEqual([1, ["test"]]);
    expect(said(data)).toEqual([
      expect.stringMatching(/^test_labels.npy: .*pickle/),
      expect.stringMatching(/^train_images.npy: .*promises 8 bytes/),
    ]);
  });

  test("labels whose pictures are damaged are no data set", async () => {
    const files = { "images.npy": ramp(9), "labels.npy": npyBytes("|u1", [2], u1(0, 1)) };
    expect((await refusal(read(npyImporter, files))).message).toMatch(/“images.npy”/);
  });
});
