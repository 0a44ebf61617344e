import { expect, test } from "vitest";
import { acceptInputs } from "./accept-inputs";
import type { ModelSpec } from "./model-spec";

const counting = {} as ModelSpec; // only how it reads texts is looked at
const reading = { readsTokens: true } as ModelSpec; // as above

test.each([
  ["counted words", counting, { shape: [2_000] }, true],
  ["pictures", counting, { shape: [28, 28, 1] }, true],
  ["tokens", counting, { shape: [40], vocabularySize: 500 }, false],
  ["tokens", reading, { shape: [40], vocabularySize: 500 }, true],
  ["counted words", reading, { shape: [2_000] }, false],
  ["steps of a series", reading, { shape: [24, 3] }, true],
] as const)("%s: %#", (_, family, inputs, isAccepted) => {
  expect(acceptInputs(family, inputs).ok).toBe(isAccepted);
});
