import { expect, test } from "vitest";
import { namesBirth, namesGroup, namesSplit, subsetNamed, wordsOf } from "./column-roles";

test("words of a name, however it is written", () => {
  for (const name of ["patientID", "patient_id", "Patient ID", "patient-id"])
    expect(wordsOf(name)).toEqual(["patient", "id"]);
});

test.each(["patient", "Patient ID", "subject_no", "studentId", "household", "MRN", "病人编号"])(
  "%s names a group",
  (name) => {
    expect(namesGroup(name)).toBe(true);
  },
);

test.each(["patient age", "id", "age group", "outpatient", "customer rating", "inpatients"])(
  "%s names none",
  (name) => {
    expect(namesGroup(name)).toBe(false);
  },
);

test("splits and births", () => {
  expect(["Split", "data_split", "subset"].every(namesSplit)).toBe(true);
  expect(["splitter", "test", "train"].some(namesSplit)).toBe(false);
  expect(["date_of_birth", "DOB", "出生日期"].every(namesBirth)).toBe(true);
  expect(["adobe", "admitted"].some(namesBirth)).toBe(false);
  expect([" TRAIN ", "val", "Testing", "hold"].map(subsetNamed)).toEqual(["train", "validation", "test", null]);
});
