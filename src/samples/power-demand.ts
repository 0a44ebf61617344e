/** What a town takes from the grid, hour by hour: people's days, weekends and holidays, and heating when it is cold. */
import { categoryColumn, numberColumn, timeColumn } from "../core/make-column";
import type { Random } from "../core/random";
import type { SampleSpec, SampleTable } from "../core/sample-spec";

const dayCount = 40 * 7;
const rowCount = dayCount * 24;
const hourMs = 3_600_000;
/** Monday, 2 October 2023. */
const startMs = Date.UTC(2023, 9, 2);
/** Days of the series that are holidays: All Saints, Christmas and New Year, Epiphany, Good Friday. */
const holidays = new Set([30, 84, 85, 91, 96, 179]);

/** Megawatts without heating, by hour of the day. */
const workingDay = [41, 38, 37, 36, 37, 41, 50, 62, 68, 69, 69, 70, 71, 69, 68, 67, 68, 72, 76, 75, 69, 62, 54, 46];
const restDay = [43, 40, 38, 37, 36, 37, 39, 43, 49, 55, 59, 62, 63, 60, 57, 55, 56, 61, 66, 66, 62, 57, 52, 46];

export const powerDemand: SampleSpec = {
  id: "power-demand",
  title: { en: "Power demand", zh: "用电负荷" },
  question: { en: "How much power will the town need over the next day?", zh: "未来一天全城需要多少电力？" },
  lesson: {
    en: "Forty weeks of an invented town's demand, hour by hour; all data are synthetic. Working days, weekends and cold follow rules that a model can learn, and “the same as last week” is hard to beat until the weather turns. Holidays come without warning here: see how the forecast misses them.",
    zh: "某虚构城镇四十周的逐小时用电负荷，数据全部为合成。工作日、周末和寒冷都有规律可学；天气不变时，“与上周相同”很难被超越。这里节假日没有预告：请看预测在这些日子如何失准。",
  },
  room: "city",
  rowCount,
  secondsHere: 8,
  task: {
    kind: "forecasting",
    target: "demand (MW)",
    window: { lookBack: 168, horizon: 24, time: "time" },
    features: ["temperature (°C)"],
  },
  model: "linear",
  split: { kind: "time", by: "time", validation: 0.15, test: 0.2 },
  generate,
};

function generate(random: Random): SampleTable {
  const temperatures = drawTemperatures(random.fork("weather"));
  const demands = drawDemands(temperatures, random.fork("demand"));
  const hours = Array.from({ length: rowCount }, (_, i) => i);
  return {
    name: "Power demand (synthetic)",
    columns: [
      timeColumn(
        "time",
        hours.map((i) => startMs + i * hourMs),
      ),
      categoryColumn(
        "holiday",
        hours.map((i) => (holidays.has(dayOf(i)) ? "yes" : "no")),
        ["no", "yes"],
      ),
      numberColumn(
        "temperature (°C)",
        temperatures.map((value) => Math.round(10 * value) / 10),
      ),
      numberColumn(
        "demand (MW)",
        demands.map((value) => Math.round(10 * value) / 10),
      ),
    ],
  };
}

/** Autumn to spring, warm and cold spells of some days, and the day's own course. */
function drawTemperatures(random: Random): readonly number[] {
  let spell = 0;
  return Array.from({ length: rowCount }, (_, i) => {
    spell = 0.988 * spell + 0.55 * random.normal();
    const season = 12 - 11 * Math.sin((Math.PI * i) / rowCount);
    return season + spell + 3 * Math.cos((2 * Math.PI * ((i % 24) - 15)) / 24);
  });
}

/** Homes store warmth: they heat against the mean of the last half day. */
function drawDemands(temperatures: readonly number[], random: Random): readonly number[] {
  let felt = temperatures[0]!; // there is one
  let unusual = 0;
  return temperatures.map((temperature, i) => {
    felt += (temperature - felt) / 12;
    unusual = 0.9 * unusual + 0.9 * random.normal();
    const isRest = dayOf(i) % 7 >= 5 || holidays.has(dayOf(i));
    const usual = (isRest ? restDay : workingDay)[i % 24]!; // one per hour
    return usual + 1.7 * Math.max(0, 15 - felt) + unusual + 0.6 * random.normal();
  });
}

function dayOf(i: number): number {
  return Math.floor(i / 24);
}
