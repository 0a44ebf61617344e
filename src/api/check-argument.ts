/** Checks of what a script hands over; each throws `api/argument`, which names the argument and what was expected. */
import { fail, type WorkbenchError } from "../core/failure";

/** Throws `api/argument` where the value is not an object or has a member that is not known. */
export function checkMembers(argument: string, value: unknown, known: readonly string[]): asserts value is object {
  checkObject(argument, value);
  const other = Object.keys(value).find((member) => !known.includes(member));
  if (other === undefined) return;
  throw fail("api/argument", { argument: `${argument}.${other}`, given: "unknown", expected: known.join(", ") });
}

export function checkText(argument: string, value: unknown): asserts value is string {
  if (typeof value === "string" && value !== "") return;
  throw wrong(argument, value, "string");
}

export function checkTexts(argument: string, value: unknown): void {
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return;
  throw wrong(argument, value, "string[]");
}

export function isNumbers(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "number");
}

export function checkObject(argument: string, value: unknown): asserts value is object {
  if (typeof value === "object" && value !== null) return;
  throw wrong(argument, value, "object");
}

/** @param expected type of the argument, as TypeScript writes it. */
export function wrong(argument: string, given: unknown, expected: string): WorkbenchError {
  return fail("api/argument", { argument, given: JSON.stringify(given) ?? String(given), expected });
}
