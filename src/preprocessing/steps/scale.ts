/** Brings numbers to a common size: (value - shift) / scale, both learned from the training rows. Missing values stay missing. */
import type { Column, NumberColumn } from "../../core/column";
import type { PipelineStep } from "../../core/pipeline";
import type { Wording } from "../../core/wording";
import { replaceColumns } from "../frame";
import { counted, namedColumns } from "../sentence";
import { deviationOf, meanOf, presentValues, quantileOf } from "../statistics";
import { columnsOfKind, defineStep, learnEach, transformed } from "../step-spec";

type Method = "standard" | "min-max" | "robust";
type State = { readonly [column: string]: { readonly shift: number; readonly scale: number } };

const outcomes: Readonly<Record<Method, Wording>> = {
  standard: { en: "to mean 0 and standard deviation 1", zh: "缩放为均值 0、标准差 1" },
  "min-max": { en: "to the range from 0 to 1", zh: "缩放到 0 至 1 的范围" },
  robust: { en: "by median and interquartile range", zh: "按中位数和四分位距缩放" },
};

export const scale = defineStep<State>({
  kind: "scale",
  label: { en: "Scale numbers", zh: "缩放数值" },
  summary: {
    en: "Brings numbers of different sizes to a common one, as most models need.",
    zh: "把大小不一的数值缩放到同一尺度，多数模型都需要。",
  },
  fields: [
    {
      id: "method",
      type: "choice",
      default: "standard",
      label: { en: "Method", zh: "方法" },
      help: {
        en: "Robust is the one for columns with extreme values.",
        zh: "若列中有极端值，请选择稳健缩放。",
      },
      options: [
        { value: "standard", label: { en: "Standardise: mean 0, deviation 1", zh: "标准化：均值 0，标准差 1" } },
        { value: "min-max", label: { en: "Range from 0 to 1", zh: "0 至 1 范围" } },
        { value: "robust", label: { en: "Robust: median and quartiles", zh: "稳健：中位数与四分位距" } },
      ],
    },
  ],
  columnKinds: ["number"],
  fit: (frame, step) => learnEach(columnsOfKind(frame, step, "number"), (column) => learnScale(column, methodOf(step))),
  *transform(frame, step, state) {
    const replacements = new Map<string, readonly Column[]>();
    const constant: string[] = [];
    let changed = 0;
    for (const column of columnsOfKind(frame, step, "number")) {
      const learned = state[column.name];
      if (!learned) continue;
      if (learned.scale === 0) constant.push(column.name);
      const divisor = learned.scale === 0 ? 1 : learned.scale;
      const values = new Float64Array(column.values.length);
      for (let i = 0; i < values.length; i++) {
        const value = column.values[i]!; // i < length
        values[i] = (value - learned.shift) / divisor;
        if (values[i] !== value && !Number.isNaN(value)) changed++;
      }
      replacements.set(column.name, [{ ...column, values }]);
      yield;
    }
    const names = namedColumns(constant);
    const message = {
      en:
        `Scaled ${counted(step.columns.length, "column", "columns")} ${outcomes[methodOf(step)].en}` +
        (constant.length > 0 ? `; ${names.en} had nothing to scale by and was only shifted.` : "."),
      zh:
        `已将 ${step.columns.length} 列${outcomes[methodOf(step)].zh}` +
        (constant.length > 0 ? `；${names.zh}没有可用的离散程度，仅作平移。` : "。"),
    };
    return transformed(step, frame, replaceColumns(frame, replacements), { changed, message });
  },
});

function methodOf(step: PipelineStep): Method {
  return step.params.method as Method; // checked against the field
}

/** Scale 0 stands for a column that does not vary; a column without any value is left as it is. */
function learnScale(column: NumberColumn, method: Method): { readonly shift: number; readonly scale: number } {
  const present = presentValues(column.values);
  if (present.length === 0) return { shift: 0, scale: 1 };
  if (method === "standard") {
    const sd = deviationOf(present);
    const mean = meanOf(present);
    // A constant column's deviation is rounding noise of its mean, not a scale (as in scikit-learn's StandardScaler).
    return { shift: mean, scale: sd <= 10 * Number.EPSILON * Math.abs(mean) ? 0 : sd };
  }
  const sorted = present.sort();
  const low = sorted[0]!; // not empty
  if (method === "min-max") return { shift: low, scale: sorted.at(-1)! - low }; // not empty
  return { shift: quantileOf(sorted, 0.5), scale: quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25) };
}
