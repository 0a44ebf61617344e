/** Operational failures: one error class, a closed set of codes, each with a sentence and a remedy in every language. */
import { apiFailures } from "./failures/api";
import { backboneFailures } from "./failures/backbone";
import { dataFailures } from "./failures/data";
import { engineFailures } from "./failures/engine";
import { fitFailures } from "./failures/fit";
import { importFailures } from "./failures/import";
import { prepareFailures } from "./failures/prepare";
import { storageFailures } from "./failures/storage";
import { wordFailures } from "./failures/words";
import type { JsonValue } from "./json";
import type { Locale, Wording } from "./wording";

/** What a catalogue entry makes of its detail. */
export interface FailureText {
  readonly message: Wording;
  readonly hint: Wording;
}

const catalogue = {
  ...importFailures,
  ...dataFailures,
  ...prepareFailures,
  ...fitFailures,
  ...backboneFailures,
  ...engineFailures,
  ...storageFailures,
  ...wordFailures,
  ...apiFailures,
} as const;

type Catalogue = typeof catalogue;
export type FailureCode = keyof Catalogue;
export type FailureDetail<Code extends FailureCode> = Parameters<Catalogue[Code]>[0];

/** A failure as plain data: what crosses the worker boundary and is saved with a run. */
export interface Failure {
  readonly code: FailureCode;
  /** English; `describeFailure` gives the user's language. */
  readonly message: string;
  readonly hint: string;
  readonly wording: FailureText;
  readonly detail: JsonValue;
  /** The stack or message of what lay beneath, for the diagnostics. */
  readonly cause?: string;
}

export class WorkbenchError extends Error {
  readonly failure: Failure;
  get code(): FailureCode {
    return this.failure.code;
  }
  get hint(): string {
    return this.failure.hint;
  }
  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options);
    this.name = "WorkbenchError";
    this.failure = failure;
  }
}

/** Makes the failure of a code from the values that its sentence names. */
export function createFailure<Code extends FailureCode>(
  code: Code,
  detail: FailureDetail<Code>,
  cause?: unknown,
): Failure {
  const describe = catalogue[code] as (detail: FailureDetail<Code>) => FailureText; // one entry of the closed catalogue
  const wording = describe(detail);
  return {
    code,
    message: wording.message.en,
    hint: wording.hint.en,
    wording,
    detail: detail as JsonValue, // catalogue details are plain data
    ...(cause === undefined ? {} : { cause: causeText(cause) }),
  };
}

/** The error to throw for a code. */
export function fail<Code extends FailureCode>(
  code: Code,
  detail: FailureDetail<Code>,
  cause?: unknown,
): WorkbenchError {
  return new WorkbenchError(createFailure(code, detail, cause), { cause });
}

/** Any thrown value as a failure; what is not one of ours is a bug and gets the code `engine/bug`. */
export function toFailure(error: unknown): Failure {
  if (error instanceof WorkbenchError) return error.failure;
  return createFailure("engine/bug", { what: error instanceof Error ? error.message : String(error) }, error);
}

export function describeFailure(failure: Failure, locale: Locale): { message: string; hint: string } {
  return { message: failure.wording.message[locale], hint: failure.wording.hint[locale] };
}

function causeText(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
