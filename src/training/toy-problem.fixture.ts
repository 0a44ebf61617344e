/** Toy data and a bare context for tests: functions of a seed. */
import { createBlock } from "../core/block";
import type { FitContext, FitYield } from "../core/estimator";
import { createRandom } from "../core/random";
import type { EpochRecord } from "../core/run";
import type { Samples } from "../core/samples";
import type { Task } from "../core/task";
import type { TrainingSettings } from "../core/training";
import { defaultTraining } from "../core/training";

/** A series: its next two values. */
export type ToyKind = "binary" | "classes" | "labels" | "number" | "series";

/** What there is to tell apart: classes, or two labels. */
const toyCategories: { readonly [Kind in ToyKind]: readonly string[] } = {
  binary: ["no", "yes"],
  classes: ["low", "middle", "high"],
  labels: ["left", "right"],
  number: [],
  series: [],
};

/**
 * Rows of standard normal features; the class or value follows from their sum and the product of the first two, one label from the
 * sum, the other from the difference of the first two.
 */
export function toySamples(kind: ToyKind, rowCount: number, width: number, seed: number): Samples {
  const random = createRandom(seed);
  const inputs = Float64Array.from({ length: rowCount * width }, () => random.normal());
  const labels: number[] = [];
  const targets = Float64Array.from({ length: rowCount }, (_, row) => {
    const x = inputs.subarray(row * width, (row + 1) * width);
    labels.push(Number(x[0]! + x[1]! > 0), Number(x[0]! - x[1]! > 0.5)); // width >= 2
    const signal = x.reduce((sum, value) => sum + value, 0) + 0.3 * x[0]! * x[1]! + 0.3 * random.normal(); // width >= 2
    if (kind === "number") return 20 + 5 * signal;
    return kind === "binary" ? Number(signal > 0) : Math.min(2, Math.max(0, Math.round(signal / 2 + 1)));
  });
  return withLabels(inSamples(inputs, targets, width), kind, labels);
}

/** `labels` are [row, 2]. */
function withLabels(samples: Samples, kind: ToyKind, labels: readonly number[]): Samples {
  if (kind !== "labels") return samples;
  return { ...samples, targets: createBlock(Float64Array.from(labels), [samples.rows.length, 2]) };
}

/** Side of the toy pictures. */
const side = 8;

/**
 * Pictures [row, 8, 8, 1] of a bar somewhere in noise: across, upright, or leaning for the third of three classes; a leaning bar
 * has both labels, across the one and upright the other. The number is 20 and two for each pixel of the bar.
 */
export function toyPictures(kind: ToyKind, rowCount: number, seed: number): Samples {
  const random = createRandom(seed);
  const inputs = Float32Array.from({ length: rowCount * side * side }, () => 0.3 * random.next());
  const labels: number[] = [];
  const targets = Float64Array.from({ length: rowCount }, (_, row) => {
    const lean = random.below(kind === "binary" ? 2 : 3);
    const length = 2 + random.below(4);
    const [y, x] = [1 + random.below(side - length - 1), 1 + random.below(side - length - 1)];
    for (let i = 0; i < length; i++) {
      const [dy, dx] = [lean === 0 ? 0 : i, lean === 1 ? 0 : i];
      inputs[(row * side + y + dy) * side + x + dx]! += 0.7; // within the picture
    }
    labels.push(Number(lean !== 1), Number(lean !== 0));
    return kind === "number" ? 20 + 2 * length : lean;
  });
  const samples: Samples = {
    inputs: createBlock(inputs, [rowCount, side, side, 1]),
    targets: createBlock(targets, [rowCount]),
    features: ["picture"],
    fullScale: [1],
    rows: Uint32Array.from(targets, (_, row) => row),
  };
  return withLabels(samples, kind, labels);
}

const textLength = 7;
const vocabularySize = 12;

/**
 * Rows of up to 7 tokens, filled up by zeros. Token 2 denies the one after it: 3 and 4 speak for high, 5 and 6 for low, others
 * say nothing. The class or the number follows from their sum; one label from the sum, the other from whether there is a 7.
 */
export function toyTexts(kind: ToyKind, rowCount: number, seed: number): Samples {
  const random = createRandom(seed);
  const inputs = new Float32Array(rowCount * textLength);
  const labels: number[] = [];
  const targets = Float64Array.from({ length: rowCount }, (_, row) => {
    const length = 2 + random.below(textLength - 1);
    let sum = 0;
    let before = 0;
    let hasSeven = false;
    for (let step = 0; step < length; step++) {
      const token = random.next() < 0.15 && before !== 2 ? 2 : 3 + random.below(step % 2 ? vocabularySize - 3 : 4);
      const voice = token === 3 || token === 4 ? 1 : token === 5 || token === 6 ? -1 : 0;
      sum += before === 2 ? -voice : voice;
      hasSeven ||= token === 7;
      inputs[row * textLength + step] = token;
      before = token;
    }
    labels.push(Number(sum > 0), Number(hasSeven));
    if (kind === "number") return 20 + 5 * sum;
    return kind === "binary" ? Number(sum > 0) : Math.sign(sum) + 1;
  });
  const samples: Samples = {
    inputs: createBlock(inputs, [rowCount, textLength]),
    targets: createBlock(targets, [rowCount]),
    features: Array.from({ length: textLength }, (_, step) => `text: ${step + 1}`),
    vocabularySize,
    rows: Uint32Array.from(targets, (_, row) => row),
  };
  return withLabels(samples, kind, labels);
}

const lookBack = 6;
export const toyHorizon = 2;

/**
 * Windows of a wave whose length is the second feature's, in noise: of each six values, the first feature scaled, and the two that
 * follow. [row, step, feature], or side by side.
 */
export function toyWindows(rowCount: number, seed: number, isSideBySide = false): Samples {
  const random = createRandom(seed);
  const inputs = new Float64Array(rowCount * lookBack * 2);
  const targets = new Float64Array(rowCount * toyHorizon);
  for (let row = 0; row < rowCount; row++) {
    const [phase, pace] = [2 * Math.PI * random.next(), 0.4 + 0.6 * random.next()];
    const valueAt = (step: number) => Math.sin(phase + pace * step) + 0.02 * random.normal();
    for (let step = 0; step < lookBack; step++) inputs.set([valueAt(step), pace], 2 * (row * lookBack + step));
    for (let ahead = 0; ahead < toyHorizon; ahead++)
      targets[row * toyHorizon + ahead] = 20 + 5 * valueAt(lookBack + ahead);
  }
  return {
    inputs: createBlock(inputs, isSideBySide ? [rowCount, lookBack * 2] : [rowCount, lookBack, 2]),
    targets: createBlock(targets, [rowCount, toyHorizon]),
    features: isSideBySide ? Array.from({ length: lookBack * 2 }, (_, j) => `x${j + 1}`) : ["y", "pace"],
    lastValue: { at: 2 * (lookBack - 1), mean: 20, deviation: 5 },
    rows: Uint32Array.from({ length: rowCount }, (_, row) => row),
  };
}

/** Rows that are written out. */
export function samplesOf(inputs: readonly (readonly number[])[], targets: readonly number[]): Samples {
  return inSamples(Float64Array.from(inputs.flat()), Float64Array.from(targets), inputs[0]?.length ?? 0);
}

function inSamples(inputs: Float64Array<ArrayBuffer>, targets: Float64Array<ArrayBuffer>, width: number): Samples {
  return {
    inputs: createBlock(inputs, [targets.length, width]),
    targets: createBlock(targets, [targets.length]),
    features: Array.from({ length: width }, (_, j) => `x${j + 1}`),
    rows: Uint32Array.from(targets, (_, row) => row),
  };
}

export function toyTask(kind: ToyKind): Task {
  if (kind === "series") return { kind: "forecasting", target: "y", window: { lookBack, horizon: toyHorizon } };
  if (kind === "labels") return { kind: "multilabel", targets: ["left", "right"] };
  return { kind: kind === "number" ? "regression" : "classification", target: "y" };
}

export function toyContext(
  kind: ToyKind,
  training: Partial<TrainingSettings>,
  rest: Partial<FitContext> = {},
): FitContext {
  return {
    task: toyTask(kind),
    categories: toyCategories[kind],
    validation: null,
    hyperparameters: {},
    training: { ...defaultTraining, ...training },
    seed: 1,
    signal: new AbortController().signal,
    whilePaused: () => Promise.resolve(),
    checkpoint: null,
    saveCheckpoint: () => Promise.resolve(),
    ...rest,
  };
}

/** Runs a generator to its end. */
export async function drain<T>(fit: AsyncGenerator<FitYield, T>): Promise<{ events: readonly FitYield[]; result: T }> {
  const events: FitYield[] = [];
  for (;;) {
    const next = await fit.next();
    if (next.done) return { events, result: next.value };
    events.push(next.value);
  }
}

/** What must be the same of two runs: everything but how long it took. */
export function curveOf(events: readonly FitYield[]): readonly Omit<EpochRecord, "durationMs">[] {
  return events.flatMap((event) => {
    if (event.type !== "epoch") return [];
    const { epoch, train, validation, learningRate } = event.record;
    return [{ epoch, train, validation, learningRate }];
  });
}
