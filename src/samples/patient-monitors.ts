/** Monitors at the bedside: many short series of heart rate, breathing and saturation, some of which go wrong. */
import { categoryColumn, numberColumn, timeColumn } from "../core/make-column";
import type { Random } from "../core/random";
import type { SampleSpec, SampleTable } from "../core/sample-spec";

const patientCount = 120;
/** Readings a quarter of an hour apart, of half a day. */
const readingCount = 48;
const rowCount = patientCount * readingCount;
const quarterMs = 900_000;
/** Readings within the next hour. */
const ahead = 4;
/** Monday, 8 January 2024, eight in the morning. */
const startMs = Date.UTC(2024, 0, 8, 8);

export const patientMonitors: SampleSpec = {
  id: "patient-monitors",
  title: { en: "Patient monitors", zh: "患者监护" },
  question: { en: "Who will get worse within the next hour?", zh: "哪些患者会在一小时内恶化？" },
  lesson: {
    en: "Half a day at the monitor for 120 invented patients, a reading every quarter of an hour; all data are synthetic. Few readings come before a turn for the worse, so being right most of the time means little: look at how many are found and how often it is a false alarm. Whole patients are set aside, for one's own heart rate says more about who one is than about how one is.",
    zh: "120 名虚构患者半天的床旁监护，每一刻钟一次读数，数据全部为合成。恶化前的读数很少，因此总体正确率意义不大：请看找出了多少、误报有多少。测试时按患者整体留出，因为个人的心率更多反映他是谁，而不是他现在如何。",
  },
  room: "clinic",
  rowCount,
  secondsHere: 3,
  task: {
    kind: "classification",
    target: "worse within the hour",
    positive: "yes",
    features: ["heart rate (/min)", "saturation (%)", "breaths (/min)", "on oxygen"],
    window: { lookBack: 8, horizon: 0, time: "time", series: "patient" },
  },
  model: "logistic",
  split: { kind: "group", by: "patient", validation: 0.15, test: 0.25 },
  training: { classWeights: "balanced" },
  generate,
};

interface Reading {
  readonly patient: string;
  readonly timeMs: number;
  readonly heart: number | null;
  readonly saturation: number | null;
  readonly breaths: number | null;
  readonly isOnOxygen: boolean;
  readonly isWorseSoon: boolean;
}

function generate(random: Random): SampleTable {
  const names = Array.from({ length: patientCount }, (_, i) => `P${101 + i}`);
  const readings = names.flatMap((name) => drawPatient(name, random.fork(name)));
  const yesOrNo = (name: string, read: (reading: Reading) => boolean) =>
    categoryColumn(
      name,
      readings.map((reading) => (read(reading) ? "yes" : "no")),
      ["no", "yes"],
    );
  const numbers = (name: string, read: (reading: Reading) => number | null) => numberColumn(name, readings.map(read));
  return {
    name: "Patient monitors (synthetic)",
    columns: [
      categoryColumn(
        "patient",
        readings.map(({ patient }) => patient),
        names,
      ),
      timeColumn(
        "time",
        readings.map(({ timeMs }) => timeMs),
      ),
      numbers("heart rate (/min)", ({ heart }) => heart),
      numbers("saturation (%)", ({ saturation }) => saturation),
      numbers("breaths (/min)", ({ breaths }) => breaths),
      yesOrNo("on oxygen", ({ isOnOxygen }) => isOnOxygen),
      yesOrNo("worse within the hour", ({ isWorseSoon }) => isWorseSoon),
    ],
  };
}

/**
 * What is wrong grows in the two hours before a turn for the worse, after which help comes and it subsides. A scare looks like it
 * and passes.
 */
function drawPatient(patient: string, random: Random): readonly Reading[] {
  const base = {
    heart: 76 + 9 * random.normal(),
    saturation: 96.5 + random.normal(),
    breaths: 15 + 1.8 * random.normal(),
  };
  const isOnOxygen = random.next() < 0.25;
  const turn = random.next() < 0.65 ? 8 + random.below(readingCount - 8) : Infinity;
  const scare = random.next() < 0.6 ? random.below(readingCount) : Infinity;
  const arrivalMs = startMs + random.below(12) * 4 * quarterMs;
  const mood = { heart: 0, saturation: 0, breaths: 0 };
  let strain = 0;
  return Array.from({ length: readingCount }, (_, at) => {
    const isBefore = at >= turn - 8 && at < turn;
    const isScared = at >= scare - 4 && at < scare;
    const wanted = isBefore ? (at - turn + 9) / 8 : isScared ? (at - scare + 5) / 6 : 0;
    strain += (wanted - strain) * (wanted > strain ? 0.7 : 0.35);
    mood.heart = 0.75 * mood.heart + 3.4 * random.normal();
    mood.saturation = 0.7 * mood.saturation + 0.55 * random.normal();
    mood.breaths = 0.7 * mood.breaths + 0.9 * random.normal();
    // An electrode comes off, a finger is cold.
    const read = (value: number) => (random.next() < 0.02 ? null : Math.round(value));
    return {
      patient,
      timeMs: arrivalMs + at * quarterMs,
      heart: read(base.heart + mood.heart + 10 * strain),
      saturation: read(Math.min(100, base.saturation + mood.saturation - 1.5 * strain)),
      breaths: read(Math.max(6, base.breaths + mood.breaths + 2.4 * strain)),
      isOnOxygen,
      isWorseSoon: at < turn && turn <= at + ahead,
    };
  });
}
