/** What a column is for, guessed from its name: English and Chinese headers. */

const groupWords =
  /^(patient|subject|person|participant|individual|household|student|pupil|user|customer|driver|animal|donor|family|group|mrn|passage)s?$/;
const groupText = /患者|病人|受试者|被试|家庭|学生|用户|病历号|分组|组别|段落组/;
const splitWords = /^(split|subset|partition|data split|dataset split|划分|数据划分)$/;
const birthWords = /birth|\bdob\b|born|出生/;

const subsetNames: Readonly<Record<string, "train" | "validation" | "test">> = {
  train: "train",
  training: "train",
  validation: "validation",
  valid: "validation",
  val: "validation",
  dev: "validation",
  test: "test",
  testing: "test",
};

/** Fewer groups than this are more likely arms of a study or kinds of people, which are worth learning from. */
export const fewestGroups = 8;

/** Whether a column's name says that its values are patients, households or other units that may come back in several rows. */
export function namesGroup(name: string): boolean {
  if (groupText.test(name)) return true;
  const words = wordsOf(name).filter((word) => !["id", "no", "nr", "number", "code", "key"].includes(word));
  return words.length === 1 && groupWords.test(words[0]!); // length checked
}

/** Whether a column's name says that it deals the rows out to train, validation and test. */
export function namesSplit(name: string): boolean {
  return splitWords.test(wordsOf(name).join(" "));
}

/** Whether a time column holds dates of birth, which order people and not observations. */
export function namesBirth(name: string): boolean {
  return birthWords.test(name.toLowerCase());
}

/** The subset that a value of a splitting column stands for, in any case; null where it stands for none. */
export function subsetNamed(value: string): "train" | "validation" | "test" | null {
  return subsetNames[value.trim().toLowerCase()] ?? null;
}

/** The words of a column's name in lower case: "patientID", "patient_id" and "Patient ID" are the same. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== "");
}
