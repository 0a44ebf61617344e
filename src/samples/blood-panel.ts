/** Blood counts of patients who come back: an infection raises white cells and C-reactive protein, but so do other things. */
import { categoryColumn, numberColumn } from "../core/make-column";
import type { Random } from "../core/random";
import type { SampleSpec, SampleTable } from "../core/sample-spec";

const patientCount = 300;
const rowCount = 800;

export const bloodPanel: SampleSpec = {
  id: "blood-panel",
  title: { en: "Blood panel", zh: "血液检查" },
  question: { en: "Which blood panels point to an infection?", zh: "哪些血液检查结果提示感染？" },
  lesson: {
    en: "800 blood panels of 300 invented patients; all data are synthetic. Patients come back, so whole patients are set aside for the test: a model must not be praised for recognising somebody. Some values were never measured and are filled in. The classes overlap, as they do in life: an AUC near 0.85 is what the data allow.",
    zh: "300 名虚构患者的 800 次血液检查，数据全部为合成。同一患者会多次就诊，因此测试时按患者整体留出：模型不应因认出某人而得分。部分数值未测量，需要填补。两类结果如现实中一样相互重叠：AUC 约 0.85 已是数据所能达到的水平。",
  },
  room: "clinic",
  rowCount,
  secondsHere: 3,
  task: { kind: "classification", target: "infection", positive: "yes" },
  model: "logistic",
  split: { kind: "group", by: "patient", validation: 0.2, test: 0.2 },
  generate,
};

interface Patient {
  readonly name: string;
  readonly age: number;
  readonly isFemale: boolean;
  readonly hasInflammation: boolean;
  /** Standard normal: how well the kidneys work, how much iron there is. */
  readonly kidneys: number;
  readonly iron: number;
}

interface Panel {
  readonly patient: Patient;
  readonly isInfected: boolean;
  readonly temperature: number;
  readonly haemoglobin: number;
  readonly whiteCells: number;
  readonly neutrophils: number;
  readonly crp: number | null;
  readonly creatinine: number | null;
  readonly platelets: number;
  readonly albumin: number | null;
}

function generate(random: Random): SampleTable {
  const people = random.fork("patients");
  const patients = Array.from({ length: patientCount }, (_, i) => drawPatient(i, people));
  const visits = random.fork("visits");
  // Everybody comes once; the other visits go by chance.
  const visitors = Array.from(
    { length: rowCount },
    (_, i) => patients[i < patientCount ? i : visits.below(patientCount)]!,
  ); // below the count
  const order = visitors.map((patient) => ({ patient, at: visits.next() })).sort((a, b) => a.at - b.at);
  const panels = order.map(({ patient }) => drawPanel(patient, random));
  const numbers = (name: string, read: (panel: Panel) => number | null) => numberColumn(name, panels.map(read));
  return {
    name: "Blood panel (synthetic)",
    columns: [
      categoryColumn(
        "patient",
        panels.map(({ patient }) => patient.name),
        patients.map(({ name }) => name),
      ),
      numbers("age (years)", ({ patient }) => patient.age),
      categoryColumn(
        "sex",
        panels.map(({ patient }) => (patient.isFemale ? "female" : "male")),
        ["female", "male"],
      ),
      numbers("temperature (°C)", (panel) => panel.temperature),
      numbers("haemoglobin (g/L)", (panel) => panel.haemoglobin),
      numbers("white cells (10⁹/L)", (panel) => panel.whiteCells),
      numbers("neutrophils (%)", (panel) => panel.neutrophils),
      numbers("CRP (mg/L)", (panel) => panel.crp),
      numbers("creatinine (µmol/L)", (panel) => panel.creatinine),
      numbers("platelets (10⁹/L)", (panel) => panel.platelets),
      numbers("albumin (g/L)", (panel) => panel.albumin),
      categoryColumn(
        "infection",
        panels.map(({ isInfected }) => (isInfected ? "yes" : "no")),
        ["no", "yes"],
      ),
    ],
  };
}

function drawPatient(i: number, random: Random): Patient {
  return {
    name: `P${String(i + 1).padStart(3, "0")}`,
    age: Math.round(18 + 72 * Math.sqrt(random.next())),
    isFemale: random.next() < 0.52,
    hasInflammation: random.next() < 0.18,
    kidneys: random.normal(),
    iron: random.normal(),
  };
}

/** An infection moves the white cells by about one deviation; a chronic inflammation moves CRP without one. */
function drawPanel(patient: Patient, random: Random): Panel {
  const isInfected = random.next() < 0.25 + 0.15 * Number(patient.age > 70);
  const severity = isInfected ? Math.max(0, 1 + 0.6 * random.normal()) : 0;
  const noise = () => random.normal();
  const crp = Math.min(350, Math.exp(1.1 + 0.95 * severity + 0.9 * Number(patient.hasInflammation) + 0.8 * noise()));
  const creatinine =
    (patient.isFemale ? 68 : 84) * Math.exp(0.18 * patient.kidneys + 0.05 * noise() + 0.004 * (patient.age - 55));
  const albumin = 42 - 1.6 * severity - 0.05 * (patient.age - 55) + 2.5 * noise();
  return {
    patient,
    isInfected,
    temperature: rounded(36.7 + 0.4 * severity + 0.4 * noise(), 1),
    haemoglobin: rounded((patient.isFemale ? 132 : 147) + 9 * patient.iron - 2 * severity + 5 * noise(), 0),
    whiteCells: rounded(6.8 * Math.exp(0.2 * severity + 0.26 * noise()), 1),
    neutrophils: rounded(Math.min(96, 59 + 5 * severity + 8 * noise()), 0),
    crp: maybe(0.06, rounded(crp, 1), random),
    creatinine: maybe(0.04, rounded(creatinine, 0), random),
    platelets: rounded(255 * Math.exp(0.05 * severity + 0.22 * noise()), 0),
    albumin: maybe(0.1, rounded(albumin, 1), random),
  };
}

/** The value, or null with the probability that it was not measured. */
function maybe(probability: number, value: number, random: Random): number | null {
  return random.next() < probability ? null : value;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
