import { expect, test } from "vitest";
import { acceptText } from "./accept-text";
import type { ColumnInfo, ColumnKind } from "./column";

const verdictOf = (...kinds: ColumnKind[]) =>
  acceptText(
    ["classification"],
    { kind: "classification", target: "y" },
    kinds.map((kind, at) => ({ name: `${kind} ${at}`, kind }) as ColumnInfo), // the parts that are looked at
  );
const reasonOf = (...kinds: ColumnKind[]) => {
  const verdict = verdictOf(...kinds);
  return verdict.ok ? null : verdict.reason.en;
};

test("takes one column of texts alone", () => {
  expect(verdictOf("text").ok).toBe(true);
  expect(reasonOf("number")).toContain("needs a column of texts");
  expect(reasonOf("text", "text")).toContain("2 are chosen");
  expect(reasonOf("text", "number")).toContain("leave out “number 1”");
  expect(acceptText(["classification"], { kind: "regression", target: "y" }, []).ok).toBe(false);
});
