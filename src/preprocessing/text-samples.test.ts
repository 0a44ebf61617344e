/** Texts from a data set to what an estimator takes. */
import { expect, test } from "vitest";
import { defaultsOf } from "../core/field";
import { categoryColumn, numberColumn, textColumn } from "../core/make-column";
import type { PipelineStep } from "../core/pipeline";
import { inputFormOf } from "../core/samples";
import { rowRange, toyDataset } from "../core/toy-dataset.fixture";
import { atOnce } from "../core/work";
import { prepare } from "./build-samples";
import { conformFrame } from "./conform-frame";
import { applyPipeline } from "./pipeline";
import { stepSpecOf } from "./registry";
import { readTargets } from "./targets";

const task = { kind: "classification", target: "y" } as const;
const split = { train: rowRange(4), validation: rowRange(4, 5), test: rowRange(5, 6) };

const step = (kind: string, columns: readonly string[], params: PipelineStep["params"]): PipelineStep => ({
  ...{ kind, columns },
  params: { ...defaultsOf(stepSpecOf({ kind, columns, params }).fields), ...params },
});

/** The last two texts are validation and test rows. */
const datasetOf = (later: readonly [string, string]) =>
  toyDataset([
    textColumn("t", ["free prize", "free call", "see you", "see prize you", ...later]),
    numberColumn("n", [1, 2, 3, 4, 5, 6]),
    categoryColumn("y", ["a", "a", "b", "b", "a", "b"]),
  ]);

const prepared = (pipeline: readonly PipelineStep[], later: readonly [string, string], features = ["t"]) => {
  const dataset = datasetOf(later);
  return atOnce(prepare(dataset, { task, features, pipeline }, readTargets(dataset, task, rowRange(6)), split));
};

test("tokens come as [row, step] with the size of the vocabulary", () => {
  const { train, test: last, pipeline } = prepared([step("tokens", ["t"], {})], ["free see", "you know"]);
  // free, prize, see, you are in two texts each; call in one only.
  expect(inputFormOf(train)).toEqual({ shape: [3], vocabularySize: 6 });
  expect(pipeline).toMatchObject({ inputShape: [3], vocabularySize: 6, features: ["t: 1", "t: 2", "t: 3"] });
  expect(train.inputs).toEqual({ data: Float32Array.of(2, 3, 0, 2, 1, 0, 4, 5, 0, 4, 3, 5), shape: [4, 3] });
  expect(last.inputs.data).toEqual(Float32Array.of(5, 1, 0));
});

test("counted words come as [row, feature] beside other columns", () => {
  const { train } = prepared([step("bag-of-words", ["t"], { weighting: "counts" })], ["", ""], ["n", "t"]);
  expect(inputFormOf(train)).toEqual({ shape: [5] });
  expect(train.features).toEqual(["n", "t: free", "t: prize", "t: see", "t: you"]);
});

test.each(["tokens", "bag-of-words"])("nothing of validation and test rows is learned by %s", (kind) => {
  const pipeline = [step(kind, ["t"], { minimumCount: 1 })];
  const plain = prepared(pipeline, ["free see", "you"]).pipeline;
  const other = prepared(pipeline, ["bonus bonus cash", "bonus cash now, a text of many more words"]).pipeline;
  expect(other).toEqual(plain);
});

test("tokens stand alone and stay as they are", () => {
  const tokens = step("tokens", ["t"], {});
  expect(() => prepared([tokens], ["", ""], ["n", "t"])).toThrow("cannot be combined with other columns such as “n”");
  const scaled = [tokens, step("scale", ["t: 1"], {})];
  expect(() => prepared(scaled, ["", ""])).toThrow("a later step has changed the tokens");
});

test("a text that was taken for a category or a number is read all the same", () => {
  const { pipeline } = prepared([step("tokens", ["t"], {})], ["", ""]);
  const inputsOf = (column: Parameters<typeof toyDataset>[0][number]) =>
    atOnce(applyPipeline(pipeline, conformFrame(toyDataset([column]), pipeline, rowRange(1)))).inputs.data;
  expect(inputsOf(categoryColumn("t", ["see you"]))).toEqual(inputsOf(textColumn("t", ["see you"])));
  expect(inputsOf(numberColumn("t", [5]))).toEqual(Float32Array.of(1, 0, 0));
});
