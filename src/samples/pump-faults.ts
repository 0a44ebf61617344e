/** Pumps of a waterworks: bearings wear for days before they fail, while the load of the day, idle vibration and sensors' moods hide it. */
import { categoryColumn, numberColumn, timeColumn } from "../core/make-column";
import type { Random } from "../core/random";
import type { SampleSpec, SampleTable } from "../core/sample-spec";

const pumpCount = 24;
/** Readings four hours apart. */
const perDay = 6;
const dayCount = 100;
const readingCount = dayCount * perDay;
const rowCount = pumpCount * readingCount;
const stepMs = 14_400_000;
/** Monday, 4 March 2024. */
const startMs = Date.UTC(2024, 2, 4);

/** What the town draws, by four hours of the day. */
const course = [0.52, 0.7, 1, 0.92, 1.05, 0.8];

export const pumpFaults: SampleSpec = {
  id: "pump-faults",
  title: { en: "Pump faults", zh: "水泵故障" },
  question: { en: "Will this pump fail within the next day?", zh: "这台水泵会在一天之内发生故障吗？" },
  lesson: {
    en: "A hundred days of 24 invented pumps, a reading every four hours; all data are synthetic. A worn bearing shakes and warms up for days before it fails, but so does a pump under load, and a loose bolt shakes without failing. One reading says little, two days of them say much; some faults come without any warning, so no model foresees all. Saying “the same as now” is right most of the time and warns of nothing.",
    zh: "24 台虚构水泵一百天的记录，每四小时一次，数据全部为合成。轴承磨损会在故障前数天引起振动和升温，但高负荷也会如此，而螺栓松动只会振动、不会故障。单次读数说明不了什么，连续两天的读数却很有用；有些故障毫无征兆，因此没有模型能全部预见。“与现在相同”大多数时候都对，却从不预警。",
  },
  room: "city",
  rowCount,
  secondsHere: 20,
  task: {
    kind: "classification",
    target: "state",
    positive: "fault",
    features: ["load (%)", "vibration (mm/s)", "temperature (°C)", "pressure (bar)"],
    window: { lookBack: 2 * perDay, horizon: perDay, within: true, time: "time", series: "pump" },
  },
  model: "lstm",
  hyperparameters: { units: [16] },
  training: { epochs: 6, batchSize: 32, learningRate: 0.01 },
  split: { kind: "time", by: "time", validation: 0.15, test: 0.25 },
  generate,
};

interface Reading {
  readonly pump: string;
  readonly timeMs: number;
  readonly load: number;
  readonly vibration: number | null;
  readonly temperature: number | null;
  readonly pressure: number | null;
  readonly isFault: boolean;
}

function generate(random: Random): SampleTable {
  const names = Array.from({ length: pumpCount }, (_, i) => `pump ${String(i + 1).padStart(2, "0")}`);
  const demand = drawDemand(random.fork("demand"));
  const readings = names.flatMap((name) => drawPump(name, demand, random.fork(name)));
  const numbers = (name: string, read: (reading: Reading) => number | null) => numberColumn(name, readings.map(read));
  return {
    name: "Pump faults (synthetic)",
    columns: [
      categoryColumn(
        "pump",
        readings.map(({ pump }) => pump),
        names,
      ),
      timeColumn(
        "time",
        readings.map(({ timeMs }) => timeMs),
      ),
      numbers("vibration (mm/s)", ({ vibration }) => vibration),
      numbers("temperature (°C)", ({ temperature }) => temperature),
      numbers("pressure (bar)", ({ pressure }) => pressure),
      numbers("load (%)", ({ load }) => load),
      categoryColumn(
        "state",
        readings.map(({ isFault }) => (isFault ? "fault" : "running")),
        ["running", "fault"],
      ),
    ],
  };
}

/** Shares of full load, the same for all pumps: hot weeks draw more. */
function drawDemand(random: Random): readonly number[] {
  let spell = 0;
  return Array.from({ length: readingCount }, (_, i) => {
    spell = 0.98 * spell + 0.028 * random.normal();
    return course[i % perDay]! * (1 + spell) * (Math.floor(i / perDay) % 7 >= 5 ? 0.88 : 1); // one for each part of a day
  });
}

/**
 * Wear begins by chance and grows faster and faster over three to seven days, until the bearing fails; then the pump stands still for some hours and begins anew.
 * Some faults are electrical, which nothing foretells. Now and then a pump rests, and wears no further. A bolt gets loose now and then and is tightened the next day.
 */
function drawPump(pump: string, demand: readonly number[], random: Random): readonly Reading[] {
  const base = {
    vibration: 1.8 + 0.25 * random.normal(),
    temperature: 41 + 2.5 * random.normal(),
    pressure: 6 + 0.25 * random.normal(),
  };
  let [wear, growth, repair, loose, warmth] = [0, 0, 0, 0, 0];
  const lasting = { vibration: 0, pressure: 0 };
  let isResting = false;
  return Array.from({ length: readingCount }, (_, i) => {
    if (repair > 0) repair--;
    else if (wear >= 1 || random.next() < 1 / (8 * 14 * perDay)) {
      [repair, wear, growth, loose] = [1 + random.below(3), 0, 0, 0];
    }
    const isFault = repair > 0;
    if (growth === 0 && !isFault && random.next() < 1 / (6 * perDay)) growth = 1 / ((3 + 4 * random.next()) * perDay);
    isResting = random.next() < (isResting ? 0.6 : 0.15);
    if (!isResting) wear += growth;
    loose = loose > 0 ? loose - 1 : random.next() < 1 / (20 * perDay) ? 3 + random.below(8) : 0;
    const load = isFault || isResting ? 0 : Math.max(0.2, demand[i]! * (0.8 + 0.06 * random.normal())); // one for each reading
    lasting.vibration = 0.8 * lasting.vibration + 0.13 * random.normal();
    lasting.pressure = 0.8 * lasting.pressure + 0.05 * random.normal();
    const worn = wear ** 2;
    warmth = 0.4 * warmth + 0.6 * (14 * load + 9 * worn);
    // A sensor drops out now and then.
    const read = (value: number, parts: number) => (random.next() < 0.01 ? null : Math.round(value * parts) / parts);
    const shaking = load * (base.vibration + lasting.vibration + 2.6 * worn + (loose > 0 ? 0.9 : 0)) + 0.3;
    return {
      pump,
      timeMs: startMs + i * stepMs,
      load: Math.round(100 * load),
      vibration: read(Math.max(0, load === 0 ? 0.1 + 0.02 * random.normal() : shaking + 0.12 * random.normal()), 100),
      temperature: read(base.temperature - 10 + warmth + 0.7 * random.normal(), 10),
      pressure: read(load === 0 ? 0.4 : base.pressure + lasting.pressure - 0.3 * worn * load, 100),
      isFault,
    };
  });
}
