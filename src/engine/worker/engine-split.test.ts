import { afterEach, beforeEach, expect, test } from "vitest";
import { createMemoryStorage } from "../../storage/memory-storage";
import { network, request, startEngine, type TestEngine } from "./engine.fixture";

/** 120 rows of which the table gives 90 to train and 30 to test. */
function makeGivenCsv(): File {
  const rows = Array.from({ length: 120 }, (_, i) => [
    i % 4 === 0 ? "test" : "train",
    (i % 2) + Math.sin(i),
    i % 2 ? "ill" : "well",
  ]);
  return new File([["split,marker,state", ...rows.map((row) => row.join(","))].join("\n")], "given.csv");
}

let engine: TestEngine;
beforeEach(async () => {
  engine = startEngine(createMemoryStorage(null));
  await engine.open(makeGivenCsv());
});
afterEach(() => engine.close());

const countsOf = async (earlyStopping: number | false, asked = {}) => {
  const { task } = request;
  const training = { ...network.training, earlyStopping };
  const preview = await engine.call("prepare/preview", { request: { ...network, task, training, ...asked } });
  const { train, validation, test: held } = preview.split.subsets;
  return { train: train.rows, validation: validation.rows, test: held.rows };
};

test("a given split gives up training rows for validation only where something steers by them", async () => {
  expect(await countsOf(false)).toMatchObject({ train: 90, validation: 0, test: 30 });
  expect(await countsOf(3)).toMatchObject({ train: 66, validation: 24, test: 30 });
  const plateau = { training: { ...network.training, schedule: "plateau" } };
  expect(await countsOf(false, plateau)).toMatchObject({ train: 66, validation: 24, test: 30 });
});

test("validation rows that are asked for are taken all the same", async () => {
  const split = { kind: "given", by: "split", validation: 0.1 };
  expect(await countsOf(false, { split })).toMatchObject({ train: 78, validation: 12, test: 30 });
});
