/** Settings that families of networks have in common, whatever they read. */
import type { Field } from "./field";
import type { JsonObject } from "./json";

export const decayField: Field = {
  id: "weightDecay",
  type: "number",
  default: 0.01,
  min: 0,
  max: 1,
  isAdvanced: true,
  label: { en: "Weight decay", zh: "权重衰减" },
  help: {
    en: "Pulls weights towards zero: decoupled with AdamW, an L2 penalty with the others.",
    zh: "把权重拉向零：AdamW 为解耦方式，其余为 L2 惩罚。",
  },
};

/** What `decayField` says; 0 where a family has no such field. */
export function decayOf({ weightDecay }: JsonObject): number {
  return Number(weightDecay ?? 0);
}

export const smoothingField: Field = {
  id: "labelSmoothing",
  type: "number",
  default: 0,
  min: 0,
  max: 0.5,
  isAdvanced: true,
  label: { en: "Label smoothing", zh: "标签平滑" },
  help: {
    en: "Share of each answer that is spread over all classes, so that the model is less sure of itself. Classes and labels only.",
    zh: "把每个答案的一部分平均分给所有类别，使模型不过分自信。仅用于分类和多标签。",
  },
};
