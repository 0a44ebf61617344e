import { expect, test } from "vitest";
import type { GenerationMetrics } from "../core/metrics";
import { evaluateGeneration } from "./evaluate-generation";
import { sentenceOf } from "./summary";

const count = 120;
const tokens = Float64Array.from({ length: count }, (_, i) => 5 + (i % 7));
const characters = tokens.map((n) => 2 * n);
const input = {
  nats: tokens.map((n, i) => n * Math.log(i % 2 ? 3 : 5)),
  baselineNats: tokens.map((n) => n * Math.log(9)),
  ...{ tokens, characters, groups: null, unit: "rows", seed: 1 },
};

test("perplexity is e to the nats of a token, bits are counted by token and by character", () => {
  const { metrics, baseline, intervals, n, baselineRule } = evaluateGeneration(input);
  const { perplexity, bitsPerToken, bitsPerCharacter } = metrics as GenerationMetrics; // of a generation
  const all = tokens.reduce((a, b) => a + b, 0);
  const bits = tokens.reduce((sum, own, i) => sum + own * Math.log2(i % 2 ? 3 : 5), 0);
  expect(perplexity).toBeCloseTo(2 ** (bits / all), 10);
  expect(bitsPerToken).toBeCloseTo(bits / all, 12);
  expect(bitsPerCharacter).toBeCloseTo(bits / all / 2, 12);
  expect((baseline as GenerationMetrics).perplexity).toBeCloseTo(9, 10); // of a generation
  expect(n).toBe(count);
  expect(baselineRule).toEqual({ kind: "bigram" });
  const { low, high } = intervals["perplexity"]!; // more than one text
  expect(low).toBeGreaterThan(3);
  expect(low).toBeLessThan(perplexity);
  expect(high).toBeGreaterThan(perplexity);
  expect(high).toBeLessThan(5);
});

test("groups of texts are drawn together, and the sentence names the baseline", () => {
  const groups = Int32Array.from(tokens, (_, i) => i % 2);
  const evaluation = evaluateGeneration({ ...input, groups, unit: "author" });
  expect(evaluation.n).toBe(2);
  expect(evaluation.intervals["perplexity"]?.method).toBe("cluster-bootstrap");
  const { en, zh } = sentenceOf(evaluateGeneration(input));
  expect(en).toContain("against 9 by pairs of neighbouring tokens");
  expect(zh).toContain("困惑度");
});
