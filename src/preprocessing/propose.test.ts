import { describe, expect, it, test } from "vitest";
import type { Column, ColumnInfo } from "../core/column";
import { categoryColumn, imageColumn, numberColumn, textColumn, timeColumn } from "../core/make-column";
import { rowRange, toyDataset, toyInfo } from "../core/toy-dataset.fixture";
import { atOnce } from "../core/work";
import { fitPipeline } from "./pipeline";
import { proposeFeatures, proposePipeline, proposeTask } from "./propose";
import { restrictPipeline } from "./restrict-pipeline";

const count = 120;
const list = <T>(value: (i: number) => T) => Array.from({ length: count }, (_, i) => value(i));
const day = 86_400_000;
const dataset = toyDataset([
  numberColumn(
    "id",
    list((i) => i),
  ),
  numberColumn(
    "patient_id",
    list((i) => i >> 1),
  ),
  numberColumn(
    "age",
    list((i) => 20 + ((i * 7) % 50)),
  ),
  categoryColumn(
    "sex",
    list((i) => (i % 3 ? "f" : "m")),
  ),
  categoryColumn(
    "city",
    list((i) => `city ${i % 60}`),
  ),
  categoryColumn(
    "ward",
    list(() => "only"),
  ),
  textColumn(
    "note",
    list((i) => `note ${i}`),
  ),
  timeColumn(
    "admitted",
    list((i) => i * 10 * day),
  ),
  categoryColumn(
    "arm",
    list((i) => (i % 2 ? "yes" : "no")),
    ["yes", "no"],
  ),
]);
const info = toyInfo(dataset, ["id"]);
const features = proposeFeatures(info.columns, { kind: "classification", target: "arm" });

test("leaves out identifiers, patients, texts, constants and what has too many categories", () => {
  expect(features).toEqual(["age", "sex", "admitted"]);
});

test("proposes steps that fit as they stand", () => {
  const steps = proposePipeline(info.columns.filter((column) => features.includes(column.name)));
  expect(steps.map((step) => step.kind)).toEqual(["date-parts", "impute", "impute", "scale", "encode"]);
  const fitted = atOnce(fitPipeline(dataset, features, steps, rowRange(80)));
  expect(fitted.features).toEqual([
    "age",
    "sex = m",
    "sex = f",
    "admitted: weekday (sine)",
    "admitted: weekday (cosine)",
    "admitted: month (sine)",
    "admitted: month (cosine)",
    "admitted: elapsed days",
  ]);
});

test("reads no season from less than a year, and no hour from dates", () => {
  const paramsOf = (stepMs: number) => {
    const times = timeColumn(
      "when",
      list((i) => i * stepMs),
    );
    return proposePipeline(toyInfo(toyDataset([times])).columns)[0]?.params;
  };
  expect(paramsOf(day / 24)).toMatchObject({ hour: true, weekday: true, month: false, elapsedDays: false });
  expect(paramsOf(day)).toMatchObject({ hour: false, weekday: true, month: false, elapsedDays: false });
});

test("proposes no step that would have no column", () => {
  const numbers = info.columns.filter((column) => column.name === "age");
  expect(proposePipeline(numbers).map((step) => step.kind)).toEqual(["impute", "scale"]);
});

test("takes a column away from the steps together with what was made of it, and leaves slips of the pen to be reported", () => {
  const steps = proposePipeline(info.columns.filter((column) => features.includes(column.name)));
  const names = dataset.columns.map((column) => column.name);
  const restricted = restrictPipeline(steps, ["age"], names);
  expect(restricted.map((step) => [step.kind, step.columns])).toEqual([
    ["impute", ["age"]],
    ["scale", ["age"]],
  ]);
  const slip = [{ kind: "scale", columns: ["agee", "sex"], params: {} }];
  expect(restrictPipeline(slip, ["age"], names)[0]?.columns).toEqual(["agee"]);
});

test("asks about the last column, with yes as the finding", () => {
  expect(proposeTask(info)).toEqual({ kind: "classification", target: "arm", positive: "yes" });
});

test.each([
  ["a column called outcome before the last one", "outcome", [0, 1], "classification"],
  ["a few whole numbers under a class's name", "Class", [1, 2, 3], "classification"],
  ["a quantity under a class's name", "y", list((i) => i / 7), "regression"],
  ["a quantity that people ask for", "house_price", list((i) => i / 7), "regression"],
] as const)("finds %s", (_, name, values, kind) => {
  const table = toyDataset([
    numberColumn(
      name,
      list((i) => values[i % values.length] ?? 0),
    ),
    numberColumn(
      "last",
      list((i) => i / 3),
    ),
  ]);
  expect(proposeTask(toyInfo(table))).toEqual({ kind, target: name });
});

test("asks for no column that is the same in nearly every row, unless there is no other", () => {
  const flow = numberColumn(
    "flow",
    list((i) => i % 50),
  );
  const observed = numberColumn(
    "observed",
    list((i) => (i === 0 ? 0 : 100)),
  );
  const infoOf = (columns: readonly Column[]) => {
    const info = toyInfo(toyDataset(columns));
    const described = info.columns.map((column) =>
      column.name === "observed" && column.summary.kind === "number"
        ? { ...column, summary: { ...column.summary, mean: 100 - 100 / count } }
        : column,
    );
    return { ...info, columns: described };
  };
  expect(proposeTask(infoOf([flow, observed]))).toEqual({ kind: "regression", target: "flow" });
  expect(proposeTask(infoOf([observed]))).toMatchObject({ target: "observed" });
});

test("takes few whole numbers without such a name for a quantity, and two of them for classes", () => {
  const last = (values: number) =>
    toyInfo(
      toyDataset([
        numberColumn(
          "rooms",
          list((i) => i % values),
        ),
      ]),
    );
  expect(proposeTask(last(5))?.kind).toBe("regression");
  expect(proposeTask(last(2))?.kind).toBe("classification");
  expect(proposeTask(last(1))).toBeNull();
});

test("of a data set of pictures, predicts the label of the pictures from them alone", () => {
  const pictures = imageColumn(
    "image",
    list((i) => ({ width: 1, height: 1, channels: 1, pixels: Uint8Array.of(i) })),
  );
  const table = (kinds: number) =>
    toyInfo(
      toyDataset([
        pictures,
        textColumn(
          "file",
          list((i) => `${i}.png`),
        ),
        categoryColumn(
          "label",
          list((i) => `kind ${i % kinds}`),
        ),
        categoryColumn(
          "split",
          list((i) => (i % 4 ? "train" : "test")),
        ),
        numberColumn(
          "patient_id",
          list((i) => i >> 1),
        ),
        numberColumn(
          "width",
          list((i) => i % 30),
        ),
      ]),
    );
  for (const kinds of [2, 60]) {
    const { columns, ...rest } = table(kinds);
    expect(proposeTask({ columns, ...rest })).toEqual({ kind: "classification", target: "label" });
    expect(proposeFeatures(columns, { kind: "classification", target: "label" })).toEqual(["image"]);
  }
  const steps = proposePipeline(table(2).columns.filter(({ kind }) => kind === "image"));
  expect(steps).toEqual([
    { kind: "resize", columns: ["image"], params: { size: 0, fit: "letterbox", colour: "as-is" } },
    { kind: "normalise-pixels", columns: ["image"], params: { method: "unit" } },
  ]);
  expect(
    restrictPipeline(
      steps,
      ["image"],
      table(2).columns.map(({ name }) => name),
    ),
  ).toEqual(steps);
});

test("pictures without anything beside them have no question", () => {
  const alone = toyDataset([
    imageColumn(
      "image",
      list((i) => ({ width: 1, height: 1, channels: 1, pixels: Uint8Array.of(i) })),
    ),
  ]);
  expect(proposeTask(toyInfo(alone))).toBeNull();
});

describe("texts", () => {
  const label = categoryColumn("column 1", ["ham", "spam", "ham"]);
  const body = textColumn("column 2", ["see you", "win a prize", "at home"]);
  const prose = (info: ColumnInfo): ColumnInfo =>
    info.kind === "text" ? { ...info, summary: { kind: "text", meanLength: 80, example: "" } } : info;

  it("are read where nothing else is left", () => {
    const columns = toyInfo(toyDataset([label, body])).columns.map(prose);
    const task = { kind: "classification", target: "column 1" } as const;
    expect(proposeFeatures(columns, task)).toEqual(["column 2"]);
    const number = numberColumn("n", [1, 2, 3]);
    expect(proposeFeatures(toyInfo(toyDataset([label, body, number])).columns.map(prose), task)).toEqual(["n"]);
  });

  it("are counted, or numbered for a family that reads tokens", () => {
    const { columns } = toyInfo(toyDataset([body]));
    expect(proposePipeline(columns).map(({ kind }) => kind)).toEqual(["bag-of-words"]);
    expect(proposePipeline(columns, { readsTokens: true }).map(({ kind }) => kind)).toEqual(["tokens"]);
  });
});
