import { describe, expect, it } from "vitest";
import type { Series } from "../core/series";
import { createRandom } from "../core/random";
import { atOnce } from "../core/work";
import { fitAutoregression, forecastAutoregression } from "./autoregression";
import { applyRules, learnRules } from "./forecast-baselines";
import { learnScales, naiveScales } from "./naive-scale";
import { timeBlocks } from "./time-blocks";

const hour = 3_600_000;

/** Hours from Thursday 1 January 1970 on, those at `missing` left out: a gap. */
function hourly(count: number, missing: (hour: number) => boolean = () => false): Series {
  const times = Float64Array.from(
    Array.from({ length: count }, (_, i) => i).filter((i) => !missing(i)),
    (i) => i * hour,
  );
  let start = 0;
  return {
    rows: Uint32Array.from(times.keys()),
    times,
    numbers: new Uint32Array(times.length),
    runStarts: Uint32Array.from(times, (time, i) => (i > 0 && time - times[i - 1]! > hour ? (start = i) : start)), // i > 0
    names: [null],
    step: hour,
    isDated: true,
  };
}

const range = (from: number, to: number) => Uint32Array.from({ length: to - from }, (_, i) => from + i);

describe("an autoregression", () => {
  it("finds the weights that made a series, also two steps ahead", () => {
    // x(t) = 0.6 x(t-1) − 0.2 x(t-2) + 4, started off its mean: no noise, so only the ridge is between it and the truth.
    const values = new Float64Array(40).fill(9);
    for (let t = 2; t < values.length; t++) values[t] = 0.6 * values[t - 1]! - 0.2 * values[t - 2]! + 4; // t < length
    const model = atOnce(
      fitAutoregression({ values, targets: values, trainEnds: range(1, 20), lookBack: 2, horizon: 2 }),
    );
    expect(model.weights[0]![0]).toBeCloseTo(-0.2, 5);
    expect(model.weights[0]![1]).toBeCloseTo(0.6, 5);
    expect(model.intercepts[0]).toBeCloseTo(4, 4);
    expect(forecastAutoregression(model, values, 5)[1]).toBeCloseTo(values[7]!, 5);
  });

  it("says a constant where the series is one, and refuses to learn from nothing", () => {
    const values = new Float64Array(10).fill(7);
    const fit = (trainEnds: Uint32Array) =>
      atOnce(fitAutoregression({ values, targets: values, trainEnds, lookBack: 3, horizon: 1 }));
    expect(forecastAutoregression(fit(range(2, 9)), values, 4)[0]).toBeCloseTo(7, 9);
    expect(() => fit(range(0, 0))).toThrow(RangeError);
  });
});

describe("rules", () => {
  const learn = (series: Series, values: Float64Array, horizon: number, train: number) => {
    const windowed = { series, values, lookBack: 2, horizon };
    const trainEnds = range(1, train - horizon);
    const rules = atOnce(learnRules({ ...windowed, trainEnds, trainPlaces: range(0, train) }));
    return (end: number) =>
      Object.fromEntries(
        applyRules(rules, windowed, Uint32Array.of(end)).map(({ rule, values }) => [rule, Array.from(values)]),
      );
  };

  it("say the value before, a day before, a week before, and the mean of the weekday and hour", () => {
    const series = hourly(24 * 29);
    const values = Float64Array.from(series.times, (time) => (time / hour) % 1000);
    const said = learn(series, values, 1, 24 * 21)(24 * 28);
    expect(said["last-value"]).toEqual([24 * 28]);
    expect(said["last-day"]).toEqual([24 * 27 + 1]);
    expect(said["last-week"]).toEqual([24 * 21 + 1]);
    // Hours 1, 169 and 337 are the training ones of this weekday and hour.
    expect(said["weekday-mean"]).toEqual([(1 + 169 + 337) / 3]);
  });

  it("never look at what comes after the window: beyond a day they go back two", () => {
    const series = hourly(24 * 20);
    const values = Float64Array.from(series.times.keys());
    const end = 24 * 15;
    const said = learn(series, values, 26, 24 * 10)(end);
    expect(said["last-day"]?.slice(0, 3)).toEqual([end - 23, end - 22, end - 21]);
    expect(said["last-day"]?.slice(23)).toEqual([end, end - 23, end - 22]);
    for (const rule of ["last-day", "last-week"]) expect(Math.max(...(said[rule] ?? []))).toBeLessThanOrEqual(end);
  });

  it("go back further where a value is missing, and say the last value where there is none", () => {
    const series = hourly(24 * 20, (i) => i >= 24 * 10 && i < 24 * 11);
    const values = Float64Array.from(series.times, (time) => time / hour);
    const end = series.times.indexOf(24 * 11 * hour + hour);
    expect(learn(series, values, 1, 100)(end)["last-day"]).toEqual([24 * 9 + 2]);
    expect(learn(series, values, 1, 100)(30)["last-week"]).toEqual([30]);
  });

  it("leave the calendar out where rows are only in order", () => {
    const series = { ...hourly(60), isDated: false };
    const said = learn(series, Float64Array.from(series.times.keys()), 1, 40)(50);
    expect(Object.keys(said)).toEqual(["last-value", "autoregression"]);
  });
});

describe("the scale of an error", () => {
  it("is the mean step of the training rows of its series, gaps and unknown rows left out", () => {
    const series = hourly(8, (i) => i === 3);
    const values = Float64Array.of(0, 2, 5, 100, 101, NaN, 500);
    const scaleAt = (of: Series, end: number) =>
      naiveScales(learnScales(of, values, range(0, 6)), of, Uint32Array.of(end))[0];
    expect(scaleAt(series, 4)).toBe((2 + 3 + 1) / 3);
    expect(scaleAt({ ...series, names: ["a", "b"], numbers: Uint32Array.of(0, 0, 0, 0, 0, 0, 1) }, 6)).toBe(2);
    const two = { ...series, names: ["a", "b"], numbers: Uint32Array.of(0, 0, 0, 1, 1, 1, 1) };
    expect([scaleAt(two, 0), scaleAt(two, 4)]).toEqual([2.5, 1]);
  });
});

describe("blocks of time", () => {
  it("are days of hours, shared by all series, and at least twenty", () => {
    const random = createRandom(1);
    const hours = Float64Array.from({ length: 24 * 40 }, (_, i) => i * hour);
    const blocks = timeBlocks(hours, { step: hour, isDated: true, horizon: 1 });
    const at = random.below(hours.length);
    expect(blocks[at]).toBe(Math.floor(at / 24));
    const few = timeBlocks(hours.slice(0, 100), { step: hour, isDated: true, horizon: 50 });
    expect(new Set(few).size).toBe(20);
    expect(timeBlocks(Float64Array.of(0, 0, hour), { step: hour, isDated: true, horizon: 1 })).toEqual(
      Int32Array.of(0, 0, 1),
    );
  });
});
