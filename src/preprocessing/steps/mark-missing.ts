/** Some tables write "unknown" as a number (0, -9, 999): this step makes such numbers missing, so that they can be filled. */
import type { Column } from "../../core/column";
import { replaceColumns } from "../frame";
import { counted, namedColumns } from "../sentence";
import { defineStep, stepColumns, transformed } from "../step-spec";

export const markMissing = defineStep<null>({
  kind: "mark-missing",
  label: { en: "Numbers that mean missing", zh: "代表缺失的数值" },
  summary: {
    en: "Treats stated numbers, such as 0 or 999, as missing values.",
    zh: "把指定的数值（如 0 或 999）视为缺失值。",
  },
  fields: [
    {
      id: "values",
      type: "integers",
      default: [-999],
      min: -1_000_000_000,
      max: 1_000_000_000,
      maxLength: 20,
      label: { en: "Numbers", zh: "数值" },
      help: { en: "Each of these numbers means “not known”.", zh: "这些数值都表示“未知”。" },
    },
  ],
  columnKinds: ["number"],
  *fit() {
    yield;
    return null;
  },
  *transform(frame, step) {
    const markers = new Set(step.params.values as readonly number[]); // checked against the field
    const columns = stepColumns(frame, step);
    let changed = 0;
    const mark = (value: number) => {
      if (!markers.has(value)) return value;
      changed++;
      return NaN;
    };
    const replacements = new Map<string, readonly Column[]>();
    for (const column of columns) {
      if (column.kind === "number") replacements.set(column.name, [{ ...column, values: column.values.map(mark) }]);
      yield;
    }
    const names = namedColumns(columns.map((column) => column.name));
    const list = [...markers].join(", ");
    const message = {
      en: `Marked ${counted(changed, "value", "values")} of ${names.en} as missing (${list}).`,
      zh: `将${names.zh}的 ${changed} 个值标记为缺失（${list}）。`,
    };
    return transformed(step, frame, replaceColumns(frame, replacements), { changed, message });
  },
});
