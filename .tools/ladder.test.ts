import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findCycles, importsOf, readGraph } from "./import-graph";
import { isOutside, ladder, objectionTo, rowOf } from "./ladder";

const root = "src";
const graph = readGraph(root);

describe("the ladder of imports", () => {
  it("reads every module that the tree has", () => {
    const source = ["(", "-name", "*.ts", "-o", "-name", "*.tsx", ")", "-not", "-path", "*/assembly/*"];
    const listed = execFileSync("find", [root, ...source], { encoding: "utf8" });
    expect(graph.modules.length).toBe(listed.trim().split("\n").length);
    expect(graph.imports.length).toBeGreaterThan(graph.modules.length);
  });

  it("is kept by every import", () => {
    expect(graph.imports.map(objectionTo).filter((objection) => objection !== null)).toEqual([]);
  });

  it("gives every shipped module a row, and every row a module", () => {
    const shipped = graph.modules.filter((module) => !isOutside(module));
    expect(shipped.filter((module) => !rowOf(module))).toEqual([]);
    expect(ladder.filter((row) => !shipped.some((module) => rowOf(module) === row)).map((row) => row.name)).toEqual([]);
  });

  it("has no cycle", () => {
    expect(findCycles(graph)).toEqual([]);
  });

  it("keeps every file within 400 lines", () => {
    const lineCount = (module: string) => readFileSync(`${root}/${module}`, "utf8").split("\n").length;
    expect(graph.modules.filter((module) => lineCount(module) > 400)).toEqual([]);
  });
});

describe("the check itself", () => {
  const modules = [
    "core/a.ts",
    "tensor/door.ts",
    "models/mlp/estimator.ts",
    "models/cnn/network.ts",
    "panels/data/x.tsx",
  ];
  const objections = (from: string, source: string) => importsOf(from, source, modules).map(objectionTo);

  it.each([
    ["a static import upwards", "core/a.ts", `import { x } from "../tensor/door";`],
    ["a type-only import upwards", "core/a.ts", `import type { X } from "../tensor/door";`],
    ["an import type expression", "core/a.ts", `let x: import("../tensor/door").X;`],
    ["a re-export", "core/a.ts", `export * from "../tensor/door";`],
    ["a dynamic import", "core/a.ts", `const x = import("../tensor/door");`],
    ["import.meta.glob", "core/a.ts", `const all = import.meta.glob("../models/*/estimator.ts");`],
    ["a worker address", "core/a.ts", `new Worker(new URL("../tensor/door.ts", import.meta.url));`],
    ["a package", "core/a.ts", `import { z } from "zustand/vanilla";`],
    ["a sibling", "models/mlp/estimator.ts", `import { net } from "../cnn/network";`],
    [".tsx", "panels/data/x.tsx", `import { x } from "../../tensor/door"; export const X = () => <p />;`],
  ])("catches %s", (_, from, source) => {
    expect(objections(from, source)).toEqual([expect.any(String)]);
  });

  it("lets a family import what is below it", () => {
    expect(objections("models/mlp/estimator.ts", `import { x } from "../../tensor/door";`)).toEqual([null]);
  });

  it("finds a planted cycle", () => {
    const imports = [
      { from: "core/a.ts", to: "core/b.ts", kind: "source" as const },
      { from: "core/b.ts", to: "core/a.ts", kind: "source" as const },
    ];
    expect(findCycles({ modules: ["core/a.ts", "core/b.ts"], imports })).toHaveLength(1);
  });
});
