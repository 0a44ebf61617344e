import { describe, expect, it } from "vitest";
import type { TableReading } from "../../core/dataset";
import { changedOptions, optionsOf } from "./reading-options";

const reading: TableReading = {
  encoding: "utf-8",
  delimiter: ",",
  quote: '"',
  newline: "\n",
  header: true,
  decimal: ".",
  missing: ["NA"],
  preamble: 0,
};

describe("changedOptions", () => {
  it("makes the guesses again that rest on the changed setting", () => {
    expect(changedOptions(reading, {}, { delimiter: ";" })).toEqual({ encoding: "utf-8", delimiter: ";" });
  });

  it("keeps the guesses that do not rest on it", () => {
    expect(changedOptions(reading, {}, { decimal: "," })).toEqual({
      encoding: "utf-8",
      delimiter: ",",
      quote: '"',
      header: true,
      decimal: ",",
    });
  });

  it("keeps what the user chose, wherever it stands", () => {
    expect(changedOptions(reading, { missing: ["-999"], quote: null }, { encoding: "gb18030" })).toEqual({
      missing: ["-999"],
      quote: null,
      encoding: "gb18030",
    });
  });

  it("lets the change win over an earlier choice", () => {
    expect(changedOptions(reading, { quote: null }, { quote: "'" })).toMatchObject({ quote: "'" });
  });
});

describe("optionsOf", () => {
  it("names every setting that can be asked for, and nothing else", () => {
    expect(Object.keys(optionsOf(reading)).toSorted()).toEqual([
      "decimal",
      "delimiter",
      "encoding",
      "header",
      "missing",
      "quote",
    ]);
  });
});
