/** Fine dust of a winter, hour by hour: stoves and traffic put it in, wind and rain take it out, and still days pile it up. */
import { numberColumn, timeColumn } from "../core/make-column";
import type { Random } from "../core/random";
import type { SampleSpec, SampleTable } from "../core/sample-spec";

const hourCount = 20 * 7 * 24;
/** Hours of outages of the sensor, which no row stands for. */
const outages = [
  [311, 7],
  [1042, 19],
  [1850, 4],
  [2417, 30],
] as const;
const rowCount = hourCount - outages.reduce((sum, [, length]) => sum + length, 0);
const hourMs = 3_600_000;
/** Monday, 30 October 2023. */
const startMs = Date.UTC(2023, 9, 30);

/** What traffic and stoves put into the air, by hour of the day. */
const emission = [3, 2, 2, 2, 2, 3, 5, 8, 9, 7, 5, 5, 5, 5, 5, 6, 8, 10, 11, 11, 10, 8, 6, 4];

export const airQuality: SampleSpec = {
  id: "air-quality",
  title: { en: "Air quality", zh: "空气质量" },
  question: {
    en: "How much fine dust will be in the air over the next six hours?",
    zh: "未来六小时空气中会有多少细颗粒物？",
  },
  lesson: {
    en: "Twenty winter weeks at one invented station, hour by hour; all data are synthetic. On still, cold days dust piles up, and wind blows it away within hours, so the last hours matter most and tell less the farther ahead one asks. The sensor failed four times: no forecast looks across such a gap.",
    zh: "某虚构监测站二十个冬季周的逐小时数据，全部为合成。无风寒冷时颗粒物不断累积，起风后数小时内散去，因此最近几小时最重要，而预测越远越难。传感器中断过四次：任何预测都不会跨越这样的间断。",
  },
  room: "city",
  rowCount,
  secondsHere: 4,
  task: {
    kind: "forecasting",
    target: "PM2.5 (µg/m³)",
    window: { lookBack: 24, horizon: 6, time: "time" },
  },
  model: "linear",
  split: { kind: "time", by: "time", validation: 0.15, test: 0.2 },
  generate,
};

interface Hour {
  readonly timeMs: number;
  readonly temperature: number;
  readonly wind: number;
  readonly rain: number;
  readonly dust: number;
}

function generate(random: Random): SampleTable {
  const hours = drawHours(random).filter((_, i) => !outages.some(([from, length]) => i >= from && i < from + length));
  const numbers = (name: string, read: (hour: Hour) => number) => numberColumn(name, hours.map(read));
  return {
    name: "Air quality (synthetic)",
    columns: [
      timeColumn(
        "time",
        hours.map(({ timeMs }) => timeMs),
      ),
      numbers("temperature (°C)", ({ temperature }) => temperature),
      numbers("wind (m/s)", ({ wind }) => wind),
      numbers("rain (mm/h)", ({ rain }) => rain),
      numbers("PM2.5 (µg/m³)", ({ dust }) => dust),
    ],
  };
}

/** Weather comes in spells: `high` is a slow wave of high pressure, under which it is still, dry and cold. */
function drawHours(random: Random): readonly Hour[] {
  let high = 0;
  let gust = 0;
  let dust = 15;
  let isRaining = false;
  return Array.from({ length: hourCount }, (_, i) => {
    const hour = i % 24;
    const isWeekend = Math.floor(i / 24) % 7 >= 5;
    high = 0.985 * high + 0.17 * random.normal();
    gust = 0.8 * gust + 0.35 * random.normal();
    isRaining = random.next() < (isRaining ? 0.75 : 0.05 * Math.exp(-high));
    const wind = Math.max(0.2, 3.2 - 1.6 * high + gust + 0.5 * Math.sin((2 * Math.PI * (hour - 9)) / 24));
    const rain = isRaining ? -0.8 * Math.log(1 - random.next()) : 0;
    const season = 9 - 9 * Math.sin((Math.PI * i) / hourCount);
    const temperature = season - 3 * high + 3 * Math.cos((2 * Math.PI * (hour - 15)) / 24) + 0.6 * random.normal();
    const sources = emission[hour]! * (isWeekend ? 0.8 : 1) * (1 + 0.05 * Math.max(0, 8 - temperature)); // one per hour
    const lost = Math.min(0.6, 0.05 + 0.055 * wind + 0.08 * Math.min(rain, 3));
    dust = Math.max(2, dust * (1 - lost) + 0.55 * sources * Math.exp(0.35 * random.normal()));
    return {
      timeMs: startMs + i * hourMs,
      temperature: rounded(temperature, 10),
      wind: rounded(wind, 10),
      rain: rounded(rain, 10),
      dust: rounded(dust * Math.exp(0.06 * random.normal()), 10),
    };
  });
}

function rounded(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}
