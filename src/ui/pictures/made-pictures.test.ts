import { expect, test } from "vitest";
import { classNameFrom, filesOf, withoutLast, withPicture } from "./made-pictures";

test("each picture becomes a PNG in the folder of its class", async () => {
  const none = [
    { name: "cup", pictures: [] },
    { name: "hand", pictures: [] },
  ];
  const two = withPicture(withPicture(none, "hand", new Blob(["a"])), "hand", new Blob(["b"]));
  const files = filesOf(withPicture(two, "cup", new Blob(["c"])), "My pictures");
  expect(files.map(({ path }) => path)).toEqual([
    "My pictures/cup/0001.png",
    "My pictures/hand/0001.png",
    "My pictures/hand/0002.png",
  ]);
  expect([files[2]?.file.name, files[2]?.file.type, await files[2]?.file.text()]).toEqual([
    "0002.png",
    "image/png",
    "b",
  ]);
  expect(filesOf(withoutLast(two, "hand"), "x")).toHaveLength(1);
});

test("a name of a class can stand in a path and is there once", () => {
  const classes = [{ name: "cup", pictures: [] }];
  expect([classNameFrom(" on / off ", classes), classNameFrom("cup", classes)]).toEqual(["on   off", null]);
  expect(["..", " ", ".cup"].map((text) => classNameFrom(text, classes))).toEqual([null, null, null]);
});
