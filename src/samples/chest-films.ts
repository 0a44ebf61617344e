/** Films of the chest, some with a shadow whose place is known. */
import { categoryColumn, imageColumn, numberColumn } from "../core/make-column";
import type { Picture } from "../core/picture";
import { permutation, type Random } from "../core/random";
import type { SampleSpec, SampleTable } from "../core/sample-spec";
import { type Chest, drawChest } from "./pictures/chest";
import { drawExposure, drawFilm, type Exposure, placeOnFilm, type View } from "./pictures/chest-film";
import { drawLesion, type Lesion } from "./pictures/lesion";

const patientCount = 350;
const rowCount = 600;

export const chestFilms: SampleSpec = {
  id: "chest-films",
  title: { en: "Chest films", zh: "胸片" },
  question: { en: "Which films show a shadow?", zh: "哪些胸片上有阴影？" },
  lesson: {
    en: "600 chest films of 350 invented patients, drawn by a program: synthetic, and far simpler than real ones. Many patients have two films, so whole patients are set aside for the test. Faint shadows drown among ribs and vessels, so about one film in eight stays in doubt. A model trained here has never seen a real film: it must not be used on one.",
    zh: "由程序绘制的 350 名虚构患者的 600 张胸片，数据为合成，比真实胸片简单得多。许多患者有两张，因此测试时按患者整体留出。淡薄的阴影会混在肋骨与血管之间，约八分之一的胸片难以判断。在这里训练的模型从未见过真实胸片，不得用于真实胸片。",
  },
  room: "clinic",
  rowCount,
  secondsHere: 50,
  task: { kind: "classification", target: "shadow", positive: "yes", features: ["image"] },
  model: "cnn",
  split: { kind: "group", by: "patient", validation: 0.2, test: 0.2 },
  generate,
  preview,
};

interface Patient {
  readonly name: string;
  readonly age: number;
  readonly view: View;
  readonly chest: Chest;
  readonly lesion: Lesion | null;
}

interface Film {
  readonly patient: Patient;
  readonly lesion: Lesion | null;
  readonly exposure: Exposure;
  readonly random: Random;
}

function generate(random: Random): SampleTable {
  const films = planFilms(random);
  const places = films.map(({ lesion, exposure }) => lesion && placeOnFilm(lesion.u, lesion.v, exposure));
  const categories = (name: string, read: (film: Film) => string, all: readonly string[]) =>
    categoryColumn(name, films.map(read), all);
  return {
    name: "Chest films (synthetic)",
    columns: [
      imageColumn("image", films.map(draw)),
      categories(
        "patient",
        ({ patient }) => patient.name,
        Array.from({ length: patientCount }, (_, i) => patientName(i)),
      ),
      numberColumn(
        "age (years)",
        films.map(({ patient }) => patient.age),
      ),
      categories("view", ({ exposure }) => exposure.view, ["PA", "AP"]),
      categories("shadow", ({ lesion }) => (lesion ? "yes" : "no"), ["no", "yes"]),
      numberColumn(
        "lesion x",
        places.map((place) => place && rounded(place[0])),
      ),
      numberColumn(
        "lesion y",
        places.map((place) => place && rounded(place[1])),
      ),
    ],
  };
}

/** Everybody has one film, some a second one, on which the shadow may have gone; the order is shuffled. */
function planFilms(random: Random): readonly Film[] {
  const patients = Array.from({ length: patientCount }, (_, i) => drawPatient(i, random.fork(`patient ${i}`)));
  return Array.from(permutation(rowCount, random.fork("order")), (sheet, row) => {
    const patient = patients[sheet % patientCount]!; // below the count
    const chance = random.fork(row);
    const hasGone = sheet >= patientCount && chance.next() < 0.15;
    const view = chance.next() < 0.9 ? patient.view : "AP";
    return {
      patient,
      lesion: hasGone ? null : patient.lesion,
      exposure: drawExposure(view, chance),
      random: chance,
    };
  });
}

function drawPatient(i: number, random: Random): Patient {
  const age = Math.round(20 + 70 * Math.sqrt(random.next()));
  const chest = drawChest(random);
  return {
    name: patientName(i),
    age,
    view: random.next() < 0.3 ? "AP" : "PA",
    chest,
    lesion: random.next() < 0.38 + 0.002 * (age - 50) ? drawLesion(chest, random) : null,
  };
}

function* preview(random: Random): Iterable<Picture> {
  for (const row of planFilms(random)) yield draw(row);
}

function draw({ patient, lesion, exposure, random }: Film): Picture {
  return drawFilm(patient.chest, lesion, exposure, random);
}

function patientName(i: number): string {
  return `P${String(i + 1).padStart(3, "0")}`;
}

function rounded(value: number): number {
  return Number(value.toFixed(1));
}
