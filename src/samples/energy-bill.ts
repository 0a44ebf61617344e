/** Heating of homes: the floor decides, the insulation multiplies, a heat pump divides. */
import { categoryColumn, numberColumn } from "../core/make-column";
import type { Random } from "../core/random";
import type { SampleSpec, SampleTable } from "../core/sample-spec";

const rowCount = 600;

/** Heating demand in kWh a year and square metre at 20 °C by insulation class. */
const demandOf = { A: 35, B: 60, C: 90, D: 125, E: 165 } as const;
type InsulationClass = keyof typeof demandOf;
const insulationClasses: readonly InsulationClass[] = ["A", "B", "C", "D", "E"];
const insulationShares = [0.12, 0.2, 0.3, 0.24, 0.14];

/** Energy bought for each kWh of heat. */
const heatings = [
  { name: "heat pump", share: 0.22, perHeat: 0.32 },
  { name: "gas boiler", share: 0.55, perHeat: 1.08 },
  { name: "district heating", share: 0.23, perHeat: 1 },
] as const;

export const energyBill: SampleSpec = {
  id: "energy-bill",
  title: { en: "Energy bill", zh: "家庭能耗" },
  question: { en: "How much energy does a home use in a year?", zh: "一户家庭一年消耗多少能源？" },
  lesson: {
    en: "A year's energy use of 600 invented homes; all data are synthetic. Floor area, insulation and heating act together: a poor wall costs more in a large house. A straight line gets far, and a small network that may multiply gets further: compare the two.",
    zh: "600 户虚构家庭一年的能耗，数据全部为合成。面积、保温和供暖方式共同起作用：房子越大，保温差的代价越高。线性模型已能解释大部分，能表达相乘关系的小型网络则更进一步：请比较两者。",
  },
  room: "class",
  rowCount,
  secondsHere: 2,
  task: { kind: "regression", target: "energy use (kWh/year)" },
  model: "linear",
  generate,
};

interface Home {
  readonly floor: number;
  readonly people: number;
  readonly year: number;
  readonly insulation: InsulationClass;
  readonly heating: (typeof heatings)[number];
  readonly setting: number;
  readonly energy: number;
}

function generate(random: Random): SampleTable {
  const homes = Array.from({ length: rowCount }, () => drawHome(random));
  const gaps = random.fork("gaps");
  return {
    name: "Energy bill (synthetic)",
    columns: [
      numberColumn(
        "floor area (m²)",
        homes.map(({ floor }) => floor),
      ),
      numberColumn(
        "people",
        homes.map(({ people }) => people),
      ),
      numberColumn(
        "year built",
        homes.map(({ year }) => (gaps.next() < 0.05 ? null : year)),
      ),
      categoryColumn(
        "insulation class",
        homes.map(({ insulation }) => insulation),
        insulationClasses,
      ),
      categoryColumn(
        "heating",
        homes.map(({ heating }) => heating.name),
        heatings.map(({ name }) => name),
      ),
      numberColumn(
        "thermostat (°C)",
        homes.map(({ setting }) => setting),
      ),
      numberColumn(
        "energy use (kWh/year)",
        homes.map(({ energy }) => energy),
      ),
    ],
  };
}

function drawHome(random: Random): Home {
  const people = 1 + Math.floor(5 * random.next() ** 1.4);
  const floor = Math.round(38 + 16 * people + 45 * random.next() * random.next() + 9 * random.normal() ** 2);
  const insulation = draw(insulationClasses, insulationShares, random);
  const heating = draw(
    heatings,
    heatings.map(({ share }) => share),
    random,
  );
  const age = 8 + 14 * insulationClasses.indexOf(insulation) + 30 * random.next();
  const setting = Math.round(2 * (20.5 + 1.2 * random.normal())) / 2;
  const heat = floor * demandOf[insulation] * (1 + 0.06 * (setting - 20));
  const appliances = 700 + 650 * people + 6 * floor;
  const energy = (heat * heating.perHeat + appliances) * Math.exp(0.1 * random.normal());
  return { floor, people, year: Math.round(2024 - age), insulation, heating, setting, energy: Math.round(energy) };
}

/** One of the items, each with the probability of its share. */
function draw<T>(items: readonly T[], shares: readonly number[], random: Random): T {
  let left = random.next();
  const place = shares.findIndex((share) => (left -= share) < 0);
  return items[place < 0 ? items.length - 1 : place]!; // a place of the items
}
