/** Every kernel against the table in a real browser, in each of the builds. */
import { describe, expect, test } from "vitest";
import { wasmInUse } from "../../wasm-in-use";
import { holdTable } from "./cases/hold-table.fixture";

describe.each([
  { name: "with threads", options: { threads: 3 }, threads: 3, instructionSet: "relaxed" },
  { name: "without isolation", options: { threads: 1 }, threads: 1, instructionSet: "relaxed" },
  { name: "without relaxed SIMD", options: { threads: 2, isPlain: true }, threads: 2, instructionSet: "plain" },
])("$name", ({ options, threads, instructionSet }) => {
  test("the build is the one that is meant", () => {
    // The server of the tests isolates the page, as a good host does.
    expect(globalThis.crossOriginIsolated).toBe(true);
    expect(wasmInUse()).toMatchObject({ threads, instructionSet });
  });
  holdTable(options, "kernel");
});
