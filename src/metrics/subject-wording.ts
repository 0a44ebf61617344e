/** What an evaluation was made on, and what its baseline does, as parts of a sentence. */
import { assertNever } from "../core/assert-never";
import type { ForecastRule } from "../core/forecast";
import type { Evaluation, ReconstructionRule } from "../core/evaluation";
import type { Subset } from "../core/split";
import type { Wording } from "../core/wording";
import { amountDigits, countDigits } from "./number-wording";

export interface EvaluationSubject {
  /** What n counts, in the plural: "patients"; in Chinese with its measure word, "名患者". Rows, or groups by the name of their column, where left out. */
  readonly unitPlural?: Wording;
  /** Which rows were scored; test where left out. */
  readonly subset?: Subset;
}

/** "80 rows it has never seen", "240 rows of 80 patients it has never seen". */
export function casesWording(
  { n, rowCount, rowUnit, unit }: Evaluation,
  { unitPlural, subset = "test" }: EvaluationSubject,
): Wording {
  const isRows = unit === "rows";
  const rows =
    rowUnit === "windows"
      ? { en: rowCount === 1 ? "1 window" : `${countDigits(rowCount)} windows`, zh: `${countDigits(rowCount)} 个窗口` }
      : { en: rowCount === 1 ? "1 row" : `${countDigits(rowCount)} rows`, zh: `${countDigits(rowCount)} 行数据` };
  const plural = unitPlural ?? pluralOf(unit);
  const units =
    isRows && !unitPlural ? rows : { en: `${countDigits(n)} ${plural.en}`, zh: `${countDigits(n)} ${plural.zh}` };
  const all = isRows || n === rowCount ? units : { en: `${rows.en} of ${units.en}`, zh: `${units.zh}的 ${rows.zh}` };
  switch (subset) {
    case "test":
      return { en: `${all.en} it has never seen`, zh: `它从未见过的 ${all.zh}` };
    case "validation":
      return { en: `${all.en} that steered its training`, zh: `用于调整训练的 ${all.zh}` };
    case "train":
      return { en: `${all.en} that it learned from`, zh: `它学习过的 ${all.zh}` };
    default:
      return assertNever(subset);
  }
}

function pluralOf(unit: string): Wording {
  return unit === "windows" ? { en: "windows", zh: "个窗口" } : { en: `groups by “${unit}”`, zh: `个“${unit}”分组` };
}

/** What a simple forecast does: "saying the same as last week". */
function forecastRuleWording(rule: ForecastRule, lookBack: number): Wording {
  switch (rule) {
    case "last-value":
      return { en: "saying the last value", zh: "沿用最后一个值" };
    case "last-day":
      return { en: "saying the same as at this time last day", zh: "沿用前一天同一时间的值" };
    case "last-week":
      return { en: "saying the same as last week", zh: "沿用上周同一时间的值" };
    case "weekday-mean":
      return { en: "saying the mean of the weekday and hour", zh: "使用同一星期几和钟点的平均值" };
    case "autoregression":
      return {
        en: `a weighted sum of the last ${lookBack} values (linear autoregression)`,
        zh: `对最近 ${lookBack} 个值加权求和（线性自回归）`,
      };
    default:
      return assertNever(rule);
  }
}

/** What a simple rule does: "always giving back the mean row". */
export function reconstructionRuleWording(rule: ReconstructionRule): Wording {
  if (rule.kind === "mean-row") return { en: "always giving back the mean row", zh: "一律还原为平均行" };
  return {
    en: `a weighted sum of ${rule.count} main directions (principal components)`,
    zh: `用 ${rule.count} 个主方向加权求和（主成分）`,
  };
}

/** What the baseline does: "always saying “normal”". */
export function ruleWording({ baselineRule }: Evaluation): Wording {
  switch (baselineRule.kind) {
    case "most-frequent":
      return { en: `always saying “${baselineRule.category}”`, zh: `一律回答“${baselineRule.category}”` };
    case "label-frequencies":
      return {
        en: "always saying the labels that most training rows have",
        zh: "一律回答多数训练数据具有的标签",
      };
    case "mean": {
      const value = amountDigits(baselineRule.value);
      return { en: `always saying the mean, ${value}`, zh: `一律回答平均值 ${value}` };
    }
    case "as-now":
      return { en: "saying the same as now", zh: "沿用当前值" };
    case "bigram":
      return { en: "pairs of neighbouring tokens (bigrams)", zh: "相邻词元对（二元模型）" };
    case "word-frequency":
      return { en: "knowing only how common each word is", zh: "只看词的常见程度" };
    case "forecast":
      return forecastRuleWording(baselineRule.rule, baselineRule.lookBack);
    case "reconstruction":
      return reconstructionRuleWording(baselineRule.rule);
    default:
      return assertNever(baselineRule);
  }
}
