/** Vehicles an hour past one counter: rush hours on working days, rain that slows, a holiday, and what happened the hour before. */
import { categoryColumn, numberColumn, timeColumn } from "../core/make-column";
import type { Random } from "../core/random";
import type { SampleSpec, SampleTable } from "../core/sample-spec";

const weekCount = 8;
const rowCount = weekCount * 7 * 24;
const hourMs = 3_600_000;
/** Monday, 4 March 2024. */
const startMs = Date.UTC(2024, 2, 4);
/** Days of the series on which offices are closed: Good Friday and Easter Monday of 2024. */
const holidays = new Set([25, 28]);
/** How much of an unusual hour is still there in the next one. */
const persistence = 0.75;

/** Vehicles an hour on a dry working day and at a weekend, by hour of the day. */
const workingDay = [
  140, 90, 70, 80, 160, 420, 980, 1620, 1740, 1350, 1150, 1180, 1240, 1220, 1280, 1450, 1720, 1850, 1500, 1050, 760,
  580, 420, 260,
];
const weekend = [
  280, 200, 140, 110, 110, 150, 240, 380, 580, 820, 1050, 1180, 1230, 1200, 1160, 1120, 1090, 1060, 980, 840, 690, 580,
  480, 370,
];

export const cityTraffic: SampleSpec = {
  id: "city-traffic",
  title: { en: "City traffic", zh: "城市交通" },
  question: { en: "How many vehicles will pass in the next hour?", zh: "下一小时会有多少车辆通过？" },
  lesson: {
    en: "Eight weeks of hourly counts past one invented counter; all data are synthetic. The latest weeks are set aside for the test, because in use a model knows the past only. Hour and weekday are read from the time; rain, temperature, holidays and the hour before do the rest.",
    zh: "某虚构路口八周的逐小时车流量，数据全部为合成。最后几周留作测试，因为实际使用时模型只知道过去。小时和星期从时间中提取；其余来自降雨、气温、节假日和前一小时的车流量。",
  },
  room: "city",
  rowCount,
  secondsHere: 3,
  task: { kind: "regression", target: "vehicles (per hour)" },
  model: "linear",
  split: { kind: "time", by: "time", validation: 0.2, test: 0.2 },
  generate,
};

function generate(random: Random): SampleTable {
  const weather = drawWeather(random.fork("weather"));
  const counts = drawCounts(weather, random.fork("traffic"));
  const hours = Array.from({ length: rowCount }, (_, i) => i);
  return {
    name: "City traffic (synthetic)",
    columns: [
      timeColumn(
        "time",
        hours.map((i) => startMs + i * hourMs),
      ),
      categoryColumn(
        "holiday",
        hours.map((i) => (isHoliday(i) ? "yes" : "no")),
        ["no", "yes"],
      ),
      numberColumn(
        "rain (mm/h)",
        weather.map(({ rain }) => rain),
      ),
      // The thermometer fails now and then.
      numberColumn(
        "temperature (°C)",
        weather.map(({ temperature, isMeasured }) => (isMeasured ? temperature : null)),
      ),
      numberColumn(
        "vehicles last hour",
        hours.map((i) => counts[i]!),
      ), // counts start an hour early
      numberColumn(
        "vehicles (per hour)",
        hours.map((i) => counts[i + 1]!),
      ), // counts start an hour early
    ],
  };
}

interface Weather {
  readonly rain: number;
  readonly temperature: number;
  readonly isMeasured: boolean;
}

/** Rain comes in spells of a few hours; the temperature follows the hour, the season and its own mood. */
function drawWeather(random: Random): readonly Weather[] {
  let isRaining = false;
  let mood = 0;
  return Array.from({ length: rowCount }, (_, i) => {
    isRaining = random.next() < (isRaining ? 0.8 : 0.035);
    mood = 0.97 * mood + 0.7 * random.normal();
    const season = 6 + (8 * i) / rowCount;
    const day = 4 * Math.cos((2 * Math.PI * ((i % 24) - 15)) / 24);
    return {
      rain: isRaining ? Math.round(-12 * Math.log(1 - random.next())) / 10 : 0,
      temperature: Math.round(10 * (season + day + mood)) / 10,
      isMeasured: random.next() >= 0.015,
    };
  });
}

/** Counts from the hour before the first row on. */
function drawCounts(weather: readonly Weather[], random: Random): readonly number[] {
  let unusual = 0;
  return Array.from({ length: rowCount + 1 }, (_, place) => {
    const i = place - 1;
    unusual = persistence * unusual + 0.09 * random.normal();
    const { rain, temperature } = weather[Math.max(0, i)]!; // i is below the row count
    const effect = 1 - 0.1 * Math.min(rain, 2) - 0.05 * Number(temperature < 3);
    return Math.max(0, Math.round(usualCount(i) * effect * Math.exp(unusual)));
  });
}

function usualCount(i: number): number {
  const hour = (i + 24) % 24;
  const isWeekend = Math.floor((i + 7 * 24) / 24) % 7 >= 5;
  return (isWeekend || isHoliday(i) ? weekend : workingDay)[hour]!; // one per hour
}

function isHoliday(i: number): boolean {
  return holidays.has(Math.floor(i / 24));
}
