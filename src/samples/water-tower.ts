/** A pump that fills a water tower: on below, off above, by day and by night; and a few hours in which something is wrong. */
import { categoryColumn, numberColumn, timeColumn } from "../core/make-column";
import type { Random } from "../core/random";
import type { SampleSpec, SampleTable } from "../core/sample-spec";

const perDay = 288;
const dayCount = 14;
const rowCount = dayCount * perDay;
const stepMs = 300_000;
/** Monday, 3 March 2025. */
const startMs = Date.UTC(2025, 2, 3);
/** Litres a second that the town takes, by hour of the day. */
const demandByHour = [14, 12, 11, 11, 12, 17, 27, 34, 33, 29, 27, 26, 28, 27, 25, 25, 27, 31, 36, 37, 33, 28, 22, 17];

const states = ["fine", "worn impeller", "stuck sensor", "burst main"] as const;
type State = (typeof states)[number];

/** First row, number of rows: all among the last four days, which are test rows. */
const planted: readonly { readonly state: State; readonly from: number; readonly rows: number }[] = [
  { state: "worn impeller", from: 2950, rows: 36 },
  { state: "stuck sensor", from: 3080, rows: 24 },
  { state: "burst main", from: 3230, rows: 24 },
  { state: "worn impeller", from: 3400, rows: 36 },
  { state: "stuck sensor", from: 3560, rows: 24 },
  { state: "burst main", from: 3720, rows: 24 },
  { state: "worn impeller", from: 3880, rows: 36 },
];

export const waterTower: SampleSpec = {
  id: "water-tower",
  title: { en: "Water tower", zh: "水塔" },
  question: { en: "Which hours of the water tower are unlike the others?", zh: "水塔哪些时段与平时不同？" },
  lesson: {
    en: "Two weeks of an invented water tower, every five minutes; all data are synthetic. The pump starts when the level is low and stops when it is high, so that every single reading looks usual, also when the impeller is worn, the level sensor is stuck or a main has burst: only two hours at once tell. The faults are all in the last four days; what is learned from and what sets the threshold has none, and their names are for judging alone.",
    zh: "某虚构水塔两周的数据，每五分钟一行，全部为合成。水位低时水泵启动，水位高时停止，因此即使叶轮磨损、水位传感器卡住或主管爆裂，单个读数看上去都正常：连看两小时才能分辨。故障全部在最后四天；用于学习和确定阈值的数据中没有故障，故障名称只用于评估。",
  },
  room: "city",
  rowCount,
  secondsHere: 8,
  task: {
    kind: "reconstruction",
    normal: { column: "state", category: "fine" },
    window: { lookBack: 24, time: "time" },
    features: ["level (m)", "flow (l/s)", "power (kW)"],
  },
  model: "autoencoder",
  split: { kind: "time", by: "time", validation: 0.15, test: 0.29 },
  generate,
};

function generate(random: Random): SampleTable {
  const noise = random.fork("sensors");
  const weather = random.fork("demand");
  let level = 4;
  let isOn = false;
  let unusual = 0;
  let shown = level;
  const rows = Array.from({ length: rowCount }, (_, i) => {
    const state = planted.find(({ from, rows: length }) => i >= from && i < from + length)?.state ?? "fine";
    unusual = 0.97 * unusual + 0.5 * weather.normal();
    const hour = (i % perDay) / 12;
    const [now, next] = [demandByHour[Math.floor(hour)]!, demandByHour[(Math.floor(hour) + 1) % 24]!]; // one for each hour
    const demand = now + (next - now) * (hour % 1) + unusual + (state === "burst main" ? 16 : 0);
    if (level < 3.2) isOn = true;
    if (level > 4.8) isOn = false;
    const wear = state === "worn impeller" ? 0.85 : 1;
    // The higher the tower stands full, the less comes up.
    const flow = isOn ? wear * (66 - 3 * (level - 4)) : 0;
    level = Math.max(0.5, level + ((flow - demand) * 0.3) / 240);
    if (state !== "stuck sensor") shown = level;
    const power = isOn ? 41 + 1.2 * (level - 4) + 0.35 * noise.normal() : 0.6 + 0.05 * noise.normal();
    return {
      state,
      level: shown + 0.012 * noise.normal(),
      flow: Math.max(0, flow + (isOn ? 0.7 : 0.1) * noise.normal()),
      power,
    };
  });
  const round = (value: number, digits: number) => Number(value.toFixed(digits));
  return {
    name: "Water tower (synthetic)",
    columns: [
      timeColumn(
        "time",
        rows.map((_, i) => startMs + i * stepMs),
      ),
      numberColumn(
        "level (m)",
        rows.map(({ level: own }) => round(own, 3)),
      ),
      numberColumn(
        "flow (l/s)",
        rows.map(({ flow }) => round(flow, 2)),
      ),
      numberColumn(
        "power (kW)",
        rows.map(({ power }) => round(power, 2)),
      ),
      categoryColumn(
        "state",
        rows.map(({ state }) => state),
        states,
      ),
    ],
  };
}
