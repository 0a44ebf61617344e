import { expect, test } from "vitest";
import { contenders, gpuContenders } from "./contenders";
import { networks } from "./networks";
import { parseOptions } from "./options";

test("without options everything is timed, and nothing written into the README", () => {
  const options = parseOptions([]);
  expect(options.networks).toEqual(networks.map(({ id }) => id));
  expect(options.contenders).toEqual(contenders.map(({ id }) => id));
  expect([options.intoReadme, options.profile]).toEqual([false, null]);
});

test("networks and columns are chosen by name and keep the order of the table", () => {
  const options = parseOptions(["--quick", "--only", "digits-3conv, mlp-64-64", "--backends", "cpu,ours"]);
  expect(options.networks).toEqual(["mlp-64-64", "digits-3conv"]);
  expect(options.contenders).toEqual(["ours", "cpu"]);
  expect(options.limitMs).toBeLessThan(parseOptions([]).limitMs);
});

test("WebGPU in Node can be asked for alone, and be written into the README from a quick run", () => {
  const options = parseOptions(["--webgpu", "--quick", "--readme"]);
  expect(options.contenders).toEqual(gpuContenders.map(({ id }) => id));
  expect(options.intoReadme).toBe(true);
  expect(parseOptions(["--webgpu", "--backends", "null", "--readme"]).contenders).toEqual(["null"]);
});

test("kernels are timed on one column", () => {
  expect(parseOptions(["--profile", "mlp-64-64"]).contenders).toEqual(["ours"]);
  expect(parseOptions(["--profile", "mlp-64-64", "--webgpu"]).contenders).toEqual(["dawn"]);
  expect(parseOptions(["--profile", "mlp-64-64", "--backends", "null"]).contenders).toEqual(["null"]);
});

test.each([
  [["--fast"], "--fast"],
  [["--only", "resnet"], "resnet"],
  [["--only"], "--only"],
  [["--backends", "cpu,cuda"], "cuda"],
  [["--webgpu", "--backends", "ours"], "ours"],
  [["--profile", "resnet"], "resnet"],
  [["--readme", "--quick"], "--readme"],
  [["--readme", "--only", "mlp-64-64"], "--readme"],
  [["--readme", "--backends", "ours"], "--readme"],
  [["--readme", "--webgpu", "--only", "mlp-64-64"], "--readme"],
])("%j is refused by name", (words, named) => {
  expect(() => parseOptions(words)).toThrow(named);
});

test("a cell may be given up earlier", () => {
  expect(parseOptions(["--limit", "20"]).limitMs).toBe(20_000);
  expect(() => parseOptions(["--limit", "soon"])).toThrow("--limit wants a number of seconds");
});
