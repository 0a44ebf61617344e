/** Calls for an ambulance an hour in four districts: each has its own course of the day, and chance has the last word. */
import { categoryColumn, numberColumn, timeColumn } from "../core/make-column";
import type { Random } from "../core/random";
import type { SampleSpec, SampleTable } from "../core/sample-spec";

const dayCount = 8 * 7;
const hourCount = dayCount * 24;
const hourMs = 3_600_000;
/** Monday, 3 June 2024. */
const startMs = Date.UTC(2024, 5, 3);

/** Calls an hour in the mean; how much more on weekend nights and per degree above 24 °C. */
const districts = [
  { name: "Harbour", mean: 9, atNight: 1.1, perDegree: 0.02 },
  { name: "Old town", mean: 13, atNight: 1.8, perDegree: 0.03 },
  { name: "North", mean: 7, atNight: 0.3, perDegree: 0.05 },
  { name: "Hills", mean: 4, atNight: 0.1, perDegree: 0.07 },
] as const;
const rowCount = districts.length * hourCount;

/** Share of the mean, by hour of the day. */
const course = [
  0.62, 0.55, 0.5, 0.45, 0.45, 0.52, 0.68, 0.9, 1.12, 1.25, 1.32, 1.32, 1.28, 1.24, 1.2, 1.2, 1.22, 1.28, 1.32, 1.28,
  1.18, 1.04, 0.9, 0.75,
];

export const emergencyCalls: SampleSpec = {
  id: "emergency-calls",
  title: { en: "Emergency calls", zh: "急救呼叫" },
  question: {
    en: "How many calls will each district make in the next four hours?",
    zh: "未来四小时各城区会有多少急救呼叫？",
  },
  lesson: {
    en: "Calls an hour in four invented districts over eight summer weeks; all data are synthetic. One model learns from all four series and never mixes them up: a window stays within its district. Even who knew the true rate would be off by three calls or so, for calls are chance; the question is how near a model comes.",
    zh: "四个虚构城区夏季八周的逐小时急救呼叫，数据全部为合成。一个模型同时从四个序列学习，但窗口不会跨越城区。呼叫是随机的，即使知道真实频率也会差约三次；问题是模型能接近到什么程度。",
  },
  room: "city",
  rowCount,
  secondsHere: 4,
  task: {
    kind: "forecasting",
    target: "calls (per hour)",
    window: { lookBack: 24, horizon: 4, time: "time", series: "district" },
  },
  model: "linear",
  split: { kind: "time", by: "time", validation: 0.15, test: 0.2 },
  generate,
};

function generate(random: Random): SampleTable {
  const temperatures = drawTemperatures(random.fork("weather"));
  const rows = Array.from({ length: rowCount }, (_, row) => ({
    district: districts[Math.floor(row / hourCount)]!, // one for each hourCount rows
    i: row % hourCount,
  }));
  const calls = districts.flatMap((district) => drawCalls(district, temperatures, random.fork(district.name)));
  return {
    name: "Emergency calls (synthetic)",
    columns: [
      timeColumn(
        "time",
        rows.map(({ i }) => startMs + i * hourMs),
      ),
      categoryColumn(
        "district",
        rows.map(({ district }) => district.name),
        districts.map(({ name }) => name),
      ),
      numberColumn(
        "temperature (°C)",
        rows.map(({ i }) => Math.round(10 * temperatures[i]!) / 10), // one an hour
      ),
      numberColumn("calls (per hour)", calls),
    ],
  };
}

function drawTemperatures(random: Random): readonly number[] {
  let spell = 0;
  return Array.from({ length: hourCount }, (_, i) => {
    spell = 0.985 * spell + 0.5 * random.normal();
    return 22 + spell + 5 * Math.cos((2 * Math.PI * ((i % 24) - 15)) / 24);
  });
}

/** Poisson around a rate that drifts: an event or a wave of illness lasts some hours to days. */
function drawCalls(
  { mean, atNight, perDegree }: (typeof districts)[number],
  temperatures: readonly number[],
  random: Random,
): readonly number[] {
  let unusual = 0;
  return temperatures.map((temperature, i) => {
    unusual = 0.95 * unusual + 0.09 * random.normal();
    const [day, hour] = [Math.floor(i / 24) % 7, i % 24];
    const isNightOut = (hour >= 21 && (day === 4 || day === 5)) || (hour < 4 && (day === 5 || day === 6));
    const heat = 1 + perDegree * Math.max(0, temperature - 24);
    return poisson(mean * (course[hour]! + (isNightOut ? atNight : 0)) * heat * Math.exp(unusual), random); // one per hour
  });
}

/** A Poisson number (Knuth 1969), for means of some tens. */
function poisson(mean: number, random: Random): number {
  const limit = Math.exp(-mean);
  let product = random.next();
  let count = 0;
  for (; product > limit; count++) product *= random.next();
  return count;
}
