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

test("of texts that others are turned into, exact ones and edits by the character are counted", () => {
  const turned = {
    characters,
    model: { exact: tokens.map((_, i) => Number(i % 10 > 0)), edits: tokens.map((_, i) => (i % 10 > 0 ? 0 : 2)) },
    baseline: { exact: tokens.map(() => 0), edits: characters.map((count) => count / 2) },
    rule: "copy" as const,
  };
  const evaluation = evaluateGeneration({ ...input, turned });
  const [own, rule] = [evaluation.metrics, evaluation.baseline] as GenerationMetrics[]; // of a generation
  const all = characters.reduce((a, b) => a + b, 0);
  expect(own?.exactMatch).toBeCloseTo(0.9, 12);
  expect(own?.characterErrorRate).toBeCloseTo((2 * count) / 10 / all, 12);
  expect(rule).toMatchObject({ exactMatch: 0, characterErrorRate: 0.5 });
  expect(evaluation.baselineRule).toEqual({ kind: "bigram", turn: "copy" });
  // Wilson's formula for 108 of 120, worked out apart from this code.
  expect(evaluation.intervals["exactMatch"]).toMatchObject({ method: "wilson" });
  expect(evaluation.intervals["exactMatch"]?.low).toBeCloseTo(0.8333, 3);
  expect(evaluation.intervals["exactMatch"]?.high).toBeCloseTo(0.9419, 3);
  const { low, high } = evaluation.intervals["characterErrorRate"]!; // of more than one text
  expect(low).toBeLessThan(own!.characterErrorRate!); // as above
  expect(high).toBeGreaterThan(own!.characterErrorRate!); // as above
  const { en, zh } = sentenceOf(evaluation);
  expect(en).toMatch(
    /it writes 90 % \(83–94\) exactly, against 0 % by copying what was there; 1.25 % of the characters/,
  );
  expect(zh).toContain("完全写对");
  const grouped = evaluateGeneration({
    ...input,
    turned,
    groups: Int32Array.from(tokens, (_, i) => i % 3),
    unit: "author",
  });
  expect(grouped.intervals["exactMatch"]?.method).toBe("cluster-bootstrap");
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
