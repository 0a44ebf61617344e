/** Plain values with their words in one language. */
import { describeFailure, toFailure, WorkbenchError, type Failure } from "../core/failure";
import type { Locale, Wording } from "../core/wording";

/** The same value with a text wherever it had words in every language. */
export type Spoken<T> = T extends Wording
  ? string
  : T extends object
    ? { readonly [Key in keyof T]: Spoken<T[Key]> }
    : T;

export function spoken<T>(value: T, locale: Locale): Spoken<T> {
  return speak(value, locale) as Spoken<T>; // `speak` does what the type says
}

function speak(value: unknown, locale: Locale): unknown {
  if (Array.isArray(value)) return value.map((item) => speak(item, locale));
  if (typeof value !== "object" || value === null) return value;
  if (isWording(value)) return value[locale];
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, speak(item, locale)]));
}

function isWording(value: object): value is Wording {
  return "en" in value && "zh" in value && typeof value.en === "string" && typeof value.zh === "string";
}

/** A failure as scripts see it. */
export interface SpokenFailure {
  readonly code: Failure["code"];
  readonly message: string;
  readonly hint: string;
}

export function spokenFailure(failure: Failure, locale: Locale): SpokenFailure {
  return { code: failure.code, ...describeFailure(failure, locale) };
}

/** The error of any thrown value, its message and hint in this language. */
export function spokenError(error: unknown, locale: Locale): WorkbenchError {
  const failure = toFailure(error);
  return new WorkbenchError({ ...failure, ...describeFailure(failure, locale) }, { cause: error });
}
