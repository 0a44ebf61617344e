import { describe, expect, test } from "vitest";
import { nameAt } from "../../core/column-values";
import { folderColumns, senseOfFolders, withoutRoot } from "./folder-columns";

describe("senseOfFolders", () => {
  test("the innermost folder is the class, folders named after subsets above it the split", () => {
    const sense = senseOfFolders(["train/cat/1.png", "Test/dog/1.png", "VAL/cat/2.png"]);
    expect(sense).toEqual({ labels: ["cat", "dog", "cat"], subsets: ["train", "test", "validation"] });
  });

  test("or below it", () => {
    const sense = senseOfFolders([
      "cat/training_set/1.png",
      "dog/test_set/1.png",
      "dog/val2017/1.png",
      "dog/验证集/1.png",
    ]);
    expect(sense).toEqual({
      labels: ["cat", "dog", "dog", "dog"],
      subsets: ["train", "test", "validation", "validation"],
    });
  });

  test("a class may be called like a subset", () => {
    const alone = senseOfFolders(["bus/1.png", "train/2.png", "car/3.png"]);
    expect(alone).toEqual({ labels: ["bus", "train", "car"], subsets: [null, null, null] });
    const dealt = senseOfFolders(["train/train/1.png", "train/bus/1.png", "test/train/1.png", "test/bus/1.png"]);
    expect(dealt).toEqual({ labels: ["train", "bus", "train", "bus"], subsets: ["train", "train", "test", "test"] });
  });

  test("pictures of one folder have no class", () => {
    expect(senseOfFolders(["a.png", "b.png"])).toEqual({ labels: [null, null], subsets: [null, null] });
    expect(senseOfFolders(["x/a.png", "x/b.png"])).toEqual({ labels: [null, null], subsets: [null, null] });
    expect(senseOfFolders(["train/a.png", "test/b.png"])).toEqual({ labels: [null, null], subsets: ["train", "test"] });
  });

  test("a folder that every class has is passed over", () => {
    const sense = senseOfFolders(["covid/images/1.png", "normal/images/1.png"]);
    expect(sense.labels).toEqual(["covid", "normal"]);
  });

  test("a subset that all are in says nothing; a picture outside of any folder has no class", () => {
    const sense = senseOfFolders(["train/a/1.png", "train/b/1.png", "2.png"]);
    expect(sense).toEqual({ labels: ["a", "b", null], subsets: [null, null, null] });
  });

  test("a class that is only called like a sentence with a subset in it is a class", () => {
    expect(senseOfFolders(["test kit/1.png", "train station/2.png"]).labels).toEqual(["test kit", "train station"]);
  });
});

test("the columns of some of the pictures, in any order", () => {
  const sense = senseOfFolders(["train/cat/1.png", "test/dog/1.png", "train/ape/2.png"]);
  const columns = folderColumns(sense, Int32Array.of(2, 0, 0));
  expect(
    columns.map((column) => [column.name, 0, 1, 2].map((row) => (typeof row === "string" ? row : nameAt(column, row)))),
  ).toEqual([
    ["label", "ape", "cat", "cat"],
    ["split", "train", "train", "train"],
  ]);
  expect(folderColumns(senseOfFolders(["a.png"]), Int32Array.of(0))).toEqual([]);
});

test("the folder that was dropped goes, others stay", () => {
  expect(withoutRoot(["data/a/1.png", "data/2.png"])).toEqual(["a/1.png", "2.png"]);
  expect(withoutRoot(["cats/1.png", "dogs/1.png"])).toEqual(["cats/1.png", "dogs/1.png"]);
  expect(withoutRoot(["./data\\a\\1.png"])).toEqual(["a/1.png"]);
  expect(withoutRoot(["1.png", "2.png"])).toEqual(["1.png", "2.png"]);
  expect(withoutRoot([])).toEqual([]);
});
