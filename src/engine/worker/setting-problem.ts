import { fail } from "../../core/failure";
import type { FieldProblem } from "../../core/field";

/** The failure that names a setting and what is wrong with it. */
export function settingProblem({ field, reason }: FieldProblem) {
  return fail("fit/setting", { setting: field, reasonEn: reason.en, reasonZh: reason.zh });
}
