/** Short notes from a ward about what went wrong, to be sorted by kind. */
import { categoryColumn, textColumn } from "../core/make-column";
import type { Random } from "../core/random";
import type { SampleSpec, SampleTable } from "../core/sample-spec";

const rowCount = 900;
const kinds = ["fall", "medication", "equipment", "skin"] as const;
type Kind = (typeof kinds)[number];
const shares: Readonly<Record<Kind, number>> = { fall: 0.34, medication: 0.3, equipment: 0.2, skin: 0.16 };
/** Notes whose box was ticked in haste. */
const wrongShare = 0.05;

const people = ["pt", "patient", "the patient", "gentleman", "lady", "resident", "he", "she"];
const places = [
  "in bathroom",
  "by the bed",
  "in the corridor",
  "next to the chair",
  "at the window",
  "in the day room",
];
const times = [
  "at 03:15",
  "at 6 am",
  "this morning",
  "after lunch",
  "during the night",
  "at handover",
  "around 22:00",
  "",
];

/** What went wrong; “_” is the person, “@” a place. */
const incidents: Readonly<Record<Kind, readonly string[]>> = {
  fall: [
    "_ found on the floor @",
    "_ slipped @, no injury seen",
    "_ fell while getting up alone",
    "heard a bang, _ was lying @",
    "_ slid out of the wheelchair",
    "_ lost balance @ and went down",
  ],
  medication: [
    "_ was given the evening dose twice",
    "morning tablets of _ not given",
    "wrong dose of insulin drawn up for _",
    "antibiotic started although _ is allergic",
    "chart says 5 mg, _ got 50 mg",
    "_ took the tablets of the neighbour",
  ],
  equipment: [
    "infusion pump of _ stopped without alarm",
    "bed rail broken, _ noticed it",
    "no battery left in the monitor of _",
    "call bell @ does not ring",
    "suction @ not working when needed for _",
    "hoist got stuck with _ in the sling",
  ],
  skin: [
    "red area on the heel of _",
    "new pressure sore on sacrum, _ lay on it",
    "skin tear on the forearm of _ after washing",
    "blister under the dressing of _",
    "_ has broken skin at the hip",
    "moisture damage in the groin of _ noted",
  ],
};

/** What else is written; much of it names what did not happen. */
const asides = [
  "obs stable",
  "doctor informed",
  "family has been told",
  "will monitor",
  "no pain reported",
  "_ is settled now",
  "bed rails were up",
  "call bell within reach",
  "all medication given as planned",
  "next dose due tonight",
  "pump checked and running",
  "skin intact",
  "no fall in the last weeks",
  "floor was dry",
  "dressing changed as usual",
  "insulin given before meal",
  "alarm limits checked",
  "turned every two hours",
];

export const wardNotes: SampleSpec = {
  id: "ward-notes",
  title: { en: "Ward notes", zh: "病房记录" },
  question: { en: "What kind of incident does a note report?", zh: "一条记录报告的是哪类事件？" },
  lesson: {
    en: "900 short notes about falls, medication, equipment and skin, in English and written by a program: all data are synthetic. Many also name what did not happen (“no fall”, “pump running”), so a word alone may mislead. The model learns by attention which words count: watch it on the Train step, and see how near a plain count of words comes. One note in twenty was ticked in haste, so nobody reaches 100 %.",
    zh: "900 条关于跌倒、用药、设备和皮肤的英文短记录，由程序写成，数据全部为合成。许多记录也提到并未发生的事（如没有跌倒、泵运行正常），因此单个词可能误导。模型通过注意力学习哪些词重要：可在训练步骤中观察，并与单纯的词频统计比较。每二十条中有一条是匆忙勾选的，所以无人能达到 100 %。",
  },
  room: "clinic",
  rowCount,
  secondsHere: 6,
  task: { kind: "classification", target: "kind", features: ["note"] },
  model: "attention",
  split: { kind: "stratified", validation: 0.15, test: 0.2 },
  generate,
};

function generate(random: Random): SampleTable {
  const notes = Array.from({ length: rowCount }, () => drawNote(random));
  return {
    name: "Ward notes (synthetic)",
    columns: [
      textColumn(
        "note",
        notes.map(({ text }) => text),
      ),
      categoryColumn(
        "kind",
        notes.map(({ ticked }) => ticked),
        kinds,
      ),
    ],
  };
}

function drawNote(random: Random): { readonly text: string; readonly ticked: Kind } {
  const kind = drawKind(random);
  const person = pick(people, random);
  const fill = (template: string) => template.replaceAll("_", person).replaceAll("@", pick(places, random));
  const asideCount = 1 + random.below(3);
  const parts = Array.from({ length: asideCount }, () => fill(pick(asides, random)));
  const time = pick(times, random);
  parts.splice(random.below(2), 0, `${fill(pick(incidents[kind], random))}${time && ` ${time}`}`);
  const isWrong = random.next() < wrongShare;
  return { text: `${parts.join(". ")}.`, ticked: isWrong ? pick(kinds, random) : kind };
}

function drawKind(random: Random): Kind {
  let left = random.next();
  return kinds.find((kind) => (left -= shares[kind]) < 0) ?? "skin";
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[random.below(items.length)]!; // none is empty
}
