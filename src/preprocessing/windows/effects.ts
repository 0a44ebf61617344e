/** What was found of a series and its windows, in words. */
import type { StepEffect } from "../../core/pipeline";
import type { SeriesWindow } from "../../core/task";
import type { Wording } from "../../core/wording";
import { counted } from "../sentence";
import type { FoundWindows } from "./find-windows";
import type { SeriesReading } from "./read-series";
import { stepWording } from "./step-words";
import type { WholeWindows } from "./whole-windows";

/** How many series there are, their step, and what was wrong with them. */
export function seriesEffect({ series, gaps, duplicates, unplaced, outOfOrder }: SeriesReading): StepEffect {
  const count = series.names.length;
  const step = stepWording(series.step, series.isDated);
  const found: readonly (Wording | null)[] = [
    {
      en: `Read ${counted(count, "series", "series")} of ${series.rows.length} rows with ${step.en} between them.`,
      zh: `读取了 ${count} 个序列，共 ${series.rows.length} 行，间隔为${step.zh}。`,
    },
    gaps > 0
      ? {
          en: `${counted(gaps, "gap was", "gaps were")} found, which no window crosses.`,
          zh: `发现 ${gaps} 处间断，窗口不会跨越。`,
        }
      : null,
    duplicates > 0
      ? {
          en: `${counted(duplicates, "row repeats a time and was", "rows repeat a time and were")} left out.`,
          zh: `${duplicates} 行的时间重复，已去掉。`,
        }
      : null,
    unplaced > 0
      ? {
          en: `${counted(unplaced, "row", "rows")} without a time or the name of a series left out.`,
          zh: `${unplaced} 行缺少时间或序列名，已去掉。`,
        }
      : null,
    outOfOrder > 0
      ? {
          en: `${counted(outOfOrder, "row was", "rows were")} put into the order of time.`,
          zh: `${outOfOrder} 行已按时间排序。`,
        }
      : null,
  ];
  const said = found.filter((sentence) => sentence !== null);
  return {
    kind: "series",
    changed: 0,
    droppedRows: duplicates + unplaced,
    columnsBefore: 1,
    columnsAfter: 1,
    message: { en: said.map(({ en }) => en).join(" "), zh: said.map(({ zh }) => zh).join("") },
  };
}

/** How many windows there are, and how many could not be used. */
export function windowsEffect(
  { ends, crossing, unknown, unfilled }: FoundWindows,
  { lookBack, horizon }: SeriesWindow,
  width: number,
): StepEffect {
  const count = ends.train.length + ends.validation.length + ends.test.length;
  const out = [
    { count: crossing, en: "across a border of the split", zh: "跨越划分边界" },
    { count: unknown, en: "with a missing value to come", zh: "待预测值缺失" },
    { count: unfilled, en: "with nothing to fill a gap from", zh: "缺失值无从填补" },
  ].filter((reason) => reason.count > 0);
  const listEn = out.map((reason) => `${reason.count} ${reason.en}`).join(", ");
  const listZh = out.map((reason) => `${reason.count} 个${reason.zh}`).join("，");
  return {
    kind: "windows",
    changed: 0,
    droppedRows: crossing + unknown + unfilled,
    columnsBefore: width,
    columnsAfter: width * lookBack,
    message: {
      en: `Cut ${counted(count, "window", "windows")} of ${counted(lookBack, "step", "steps")} back and ${horizon} ahead${listEn ? `; left out: ${listEn}` : ""}.`,
      zh: `切出 ${count} 个窗口，回看 ${lookBack} 步、预测 ${horizon} 步${listZh ? `；去掉：${listZh}` : ""}。`,
    },
  };
}

/** The same of windows that are given back. @param filledIn missing numbers that stand for the last one before. */
export function wholeWindowsEffect(
  { ends, crossing, unusual, unknown }: WholeWindows,
  lookBack: number,
  width: number,
  filledIn: number,
): StepEffect {
  const { train, validation, test } = ends;
  const out = [
    { count: crossing, en: "across a border of the split", zh: "跨越划分边界" },
    {
      count: unusual,
      en: "with rows of another kind in training or validation",
      zh: "在训练或验证部分含有其他类别的行",
    },
    { count: unknown, en: "with a row of unknown kind", zh: "含有类别未知的行" },
  ].filter((reason) => reason.count > 0);
  const listEn = out.map((reason) => `${reason.count} ${reason.en}`).join(", ");
  const listZh = out.map((reason) => `${reason.count} 个${reason.zh}`).join("，");
  return {
    kind: "windows",
    changed: filledIn,
    droppedRows: crossing + unusual + unknown,
    columnsBefore: width,
    columnsAfter: width * lookBack,
    message: {
      en: `Cut windows of ${lookBack} rows: ${train.length} to learn from, ${validation.length} to set the threshold, ${test.length} to judge${listEn ? `; left out: ${listEn}` : ""}.${filledIn > 0 ? ` ${counted(filledIn, "missing number is", "missing numbers are")} the last one before.` : ""}`,
      zh: `切出每个 ${lookBack} 行的窗口：${train.length} 个用于学习，${validation.length} 个用于确定阈值，${test.length} 个用于评估${listZh ? `；去掉：${listZh}` : ""}。${filledIn > 0 ? `${filledIn} 个缺失值沿用其前一个值。` : ""}`,
    },
  };
}
