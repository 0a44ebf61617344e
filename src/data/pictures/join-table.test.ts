import { expect, test } from "vitest";
import { categoryColumn, numberColumn, textColumn } from "../../core/make-column";
import { findJoin } from "./join-table";

const join = (values: readonly (string | null)[], paths: readonly string[]) => {
  const { join: found } = findJoin([textColumn("file", values)], values.length, paths);
  return found && [...found.pictures];
};

const paths = ["set/train/0/a.png", "set/train/1/b.png", "set/test/0/c.jpg"];

test("by path, by a path that begins further out or further in, by name, with or without the ending", () => {
  for (const values of [
    ["train/0/a.png", "train/1/b.png", "test/0/c.jpg"],
    ["set/train/0/a.png", "set/train/1/b.png", "set/test/0/c.jpg"],
    ["D:\\all\\set\\train\\0\\a.png", "D:\\all\\set\\train\\1\\b.png", "D:\\all\\set\\test\\0\\c.jpg"],
    ["0/a.png", "1/b.png", "0/c.jpg"],
    ["a.png", "B.PNG", " c.jpg"],
    ["a", "b", "c"],
    ["a.dcm", "b.dcm", "c.dcm"],
    ["./train/0/a", "./train/1/b", "./test/0/c"],
    ["elsewhere/a.png", "elsewhere/b.png", "elsewhere/c.jpg"],
  ]) {
    expect([values[0], join(values, paths)]).toEqual([values[0], [0, 1, 2]]);
  }
});

test("names that two pictures have join by path only", () => {
  const twice = ["set/train/1.png", "set/test/1.png", "set/test/2.png"];
  expect(join(["train/1.png", "test/1.png", "test/2.png"], twice)).toEqual([0, 1, 2]);
  expect(join(["1.png", "2.png"], twice)).toEqual([-1, 2]);
  expect(join(["train/1.png", "old/1.png"], twice)).toEqual([0, -1]);
});

test("folders that disagree count where a name comes twice in the table, though only once among the pictures", () => {
  expect(join(["train/1.png", "test/1.png", "test/2.png"], ["set/1.png", "set/2.png"])).toEqual(null);
  expect(join(["train/1.png", "test/1.png"], ["set/train/1.png"])).toEqual([0, -1]);
});

test("a whole path is never in doubt", () => {
  expect(join(["1.png", "sub/1.png"], ["set/1.png", "set/sub/1.png"])).toEqual([0, 1]);
});

test("rows may share a picture or have none", () => {
  expect(join(["a.png", null, "a.png", "c.jpg", "d.png"], paths)).toEqual([0, -1, 0, 2, -1]);
});

test("numbers name pictures, too, and of several columns the one that names most is taken", () => {
  const numbered = Array.from({ length: 20 }, (_, i) => `set/${i}.png`);
  const columns = [
    categoryColumn(
      "digit",
      Array.from({ length: 20 }, (_, i) => String(i % 10)),
    ),
    numberColumn(
      "id",
      Array.from({ length: 20 }, (_, i) => 19 - i),
    ),
  ];
  expect(findJoin(columns, 20, numbered).join).toMatchObject({ column: 1, matched: 20 });
});

test("a large table of which few pictures are here joins; a table about something else does not", () => {
  const rows = Array.from({ length: 100 }, (_, i) => `${i}.png`);
  expect(join(rows, ["set/7.png", "set/8.png"])?.filter((picture) => picture >= 0)).toEqual([0, 1]);
  expect(join(["x", "y", "a"], ["set/a.png", "set/b.png", "set/c.png"])).toBeNull();
  expect(join([null, null], paths)).toBeNull();
});

test("a number names the picture whose name is the same number, leading zeros aside", () => {
  const padded = ["set/a/001.png", "set/a/002.png", "set/b/010.jpg"];
  for (const values of [
    ["1", "2", "10"],
    ["1.png", "002.png", "0010"],
    ["01", "02", "10.dcm"],
  ]) {
    expect([values[0], join(values, padded)]).toEqual([values[0], [0, 1, 2]]);
  }
  expect(join(["001", "002", "010"], ["set/1.png", "set/2.png", "set/10.png"])).toEqual([0, 1, 2]);
  expect(findJoin([numberColumn("id", [10, 1, 2, 1])], 4, padded).join?.pictures).toEqual(Int32Array.of(2, 0, 1, 0));
  expect(join(["0", "1"], ["set/000.png", "set/001.png"])).toEqual([0, 1]);
});

test("a number that is that of several pictures or of several ids names none, and that is told", () => {
  const find = (values: readonly string[], names: readonly string[]) => {
    const { join: found, doubt } = findJoin([textColumn("id", values)], values.length, names);
    return [found && [...found.pictures], doubt];
  };
  const twice = ["set/a/001.png", "set/b/001.png", "set/b/002.png"];
  expect(find(["1", "2"], twice)).toEqual([[-1, 2], { column: "id", rows: 1 }]);
  expect(find(["1"], ["set/01.png", "set/001.png"])).toEqual([null, { column: "id", rows: 1 }]);
  // To the letter it is in no doubt; the other id of the same number is.
  expect(find(["1", "2"], ["set/1.png", "set/001.png", "set/2.png"])).toEqual([[0, 2], null]);
  expect(find(["001", "1", "2"], ["set/001.png", "set/002.png"])).toEqual([[0, -1, 1], { column: "id", rows: 1 }]);
});

test("numbers that are not ids name no pictures", () => {
  const padded = Array.from({ length: 20 }, (_, i) => `set/${String(i).padStart(3, "0")}.png`);
  const digit = numberColumn(
    "digit",
    Array.from({ length: 20 }, (_, i) => i % 10),
  );
  const score = numberColumn(
    "score",
    Array.from({ length: 20 }, (_, i) => i + 5),
  );
  expect(findJoin([digit, score], 20, padded)).toEqual({ join: null, doubt: null });
  const serial = numberColumn(
    "nr",
    Array.from({ length: 20 }, (_, i) => 19 - i),
  );
  expect(findJoin([digit, serial, score], 20, padded).join).toMatchObject({ column: 1, matched: 20 });
  // A column that names them to the letter is believed before one of numbers.
  const names = textColumn(
    "where",
    padded.map((path) => path.slice(4)),
  );
  expect(findJoin([serial, names], 20, padded).join).toMatchObject({ column: 1, isLiteral: true });
});
