import type { Wording } from "./wording";

/** Yes, or the reason why not: an expected refusal is a value, not an exception. */
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: Wording };

export const accepted: Verdict = { ok: true };

export function refused(reason: Wording): Verdict {
  return { ok: false, reason };
}
