import { expect, test } from "vitest";
import type { ColumnInfo } from "./column";
import { proposedTexts } from "./proposed-texts";

function text(name: string, meanLength: number, rest: Partial<ColumnInfo> = {}): ColumnInfo {
  const summary = { kind: "text", meanLength, example: "" } as const;
  return { name, kind: "text", missing: 0, distinct: 50, categories: [], idLike: false, summary, ...rest };
}

test("prose is read where there is nothing else, names and codes are not", () => {
  expect(proposedTexts([text("column 2", 80), text("ward", 9)], 0)).toEqual(["column 2"]);
  expect(proposedTexts([text("patient name", 27)], 4)).toEqual([]);
});

test("a column that is called so is read beside others, too", () => {
  const columns = [text("text", 6), text("Review Text", 300), text("address", 60), text("主诉", 12)];
  expect(proposedTexts(columns, 3)).toEqual(["text", "Review Text", "主诉"]);
  expect(proposedTexts([text("text", 300, { idLike: true })], 0)).toEqual([]);
  expect(proposedTexts([text("text", 300, { distinct: 1 })], 0)).toEqual([]);
});
