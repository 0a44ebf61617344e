/** The sentences of the red flags, with their remedies. */
import type { Wording } from "../../core/wording";
import type { Finding } from "./finding";

type RowTest = Finding["isAbout"];

/** Where near copies were not looked for. */
export const keepCopiesTogether: Wording = {
  en: "If pictures were taken in series or stored in several versions, split by a column that keeps those together.",
  zh: "若图片是连拍或同一图片存有多个版本，请按能让它们保持在一起的列划分。",
};

const leaveOut: Wording = { en: "Leave it out of the features.", zh: "不要将其用作特征。" };

export function empty(column: string): Finding {
  return {
    group: "empty",
    severity: "medium",
    columns: [column],
    isAbout: null,
    count: 0,
    message: (columns) => ({ en: `Nothing stands in ${columns.en}.`, zh: `${columns.zh}没有任何值。` }),
    remedy: leaveOut,
  };
}

export function constant(column: string): Finding {
  return {
    group: "constant",
    severity: "medium",
    columns: [column],
    isAbout: null,
    count: 0,
    message: (columns) => ({
      en: `Every present value is the same in ${columns.en}: there is nothing to learn from it.`,
      zh: `${columns.zh}的所有值都相同：无可学习。`,
    }),
    remedy: leaveOut,
  };
}

export function idLike(column: string): Finding {
  return {
    group: "id",
    severity: "medium",
    columns: [column],
    isAbout: null,
    count: 0,
    message: (columns) => ({
      en: `${columns.en} looks like an identifier: a model would learn the rows by heart.`,
      zh: `${columns.zh}看起来是标识符：模型会死记每一行。`,
    }),
    remedy: {
      en: "Leave it out of the features; if it names patients or places, split by it.",
      zh: "不要将其用作特征；若其标识患者或地点，可按其划分数据。",
    },
  };
}

export function mostlyMissing(column: string, isAbout: RowTest, missing: number, rowCount: number): Finding {
  const isNearlyAll = missing * 10 >= rowCount * 9;
  return {
    group: isNearlyAll ? "missing-nearly-all" : "missing-most",
    severity: isNearlyAll ? "high" : "medium",
    columns: [column],
    isAbout,
    count: missing,
    message: (columns, count) => ({
      en: `Most values are missing in ${columns.en}: up to ${count} of ${rowCount}.`,
      zh: `${columns.zh}大多缺失：${rowCount} 行中多达 ${count} 行。`,
    }),
    remedy: {
      en: "Leave it out, or check that being missing does not give the outcome away.",
      zh: "不要使用该列，或确认“是否缺失”不会泄露结果。",
    },
  };
}

export function nearConstant(column: string, others: number): Finding {
  return {
    group: "near-constant",
    severity: "low",
    columns: [column],
    isAbout: null,
    count: others,
    message: (columns) => ({
      en: `At least 99 % of the present values are the same in ${columns.en}.`,
      zh: `${columns.zh}中至少 99% 的值相同。`,
    }),
    remedy: {
      en: "It can help only in rare rows; leave it out if in doubt.",
      zh: "它只对极少数行有用；如不确定，请不要使用。",
    },
  };
}

export function manyCategories(column: string, distinct: number): Finding {
  return {
    group: "many-categories",
    severity: "low",
    columns: [column],
    isAbout: null,
    count: distinct,
    message: (columns, count) => ({
      en: `There are very many categories in ${columns.en}: up to ${count}. One-hot encoding makes a column of each.`,
      zh: `${columns.zh}的类别非常多：多达 ${count} 个。独热编码会为每个类别生成一列。`,
    }),
    remedy: { en: "Group rare categories, or leave the column out.", zh: "请合并少见类别，或不使用该列。" },
  };
}

export function sentinel(column: string, value: number, isAbout: RowTest, count: number): Finding {
  return {
    group: `sentinel ${value}`,
    severity: "high",
    columns: [column],
    isAbout,
    count,
    message: (columns, most) => ({
      en: `The number ${value} stands in up to ${most} rows of ${columns.en}, far from all other values: it may mean “missing”.`,
      zh: `数值 ${value} 在${columns.zh}中出现多达 ${most} 行，且远离其他值：可能表示“缺失”。`,
    }),
    remedy: {
      en: `If it does, add the step “this number means missing” with ${value}.`,
      zh: `若是如此，请添加“此数值表示缺失”步骤，填 ${value}。`,
    },
  };
}

export function outliers(column: string, extreme: number, isAbout: RowTest, count: number): Finding {
  return {
    group: "outliers",
    severity: "low",
    columns: [column],
    isAbout,
    count,
    message: (columns, most) => ({
      en: `Up to ${most} values of ${columns.en} lie far beyond all others, such as ${extreme}.`,
      zh: `${columns.zh}中多达 ${most} 个值远超其他值，例如 ${extreme}。`,
    }),
    remedy: {
      en: "Check them for slips of the pen or of the unit; scale by median and quartiles if they are real.",
      zh: "请检查是否录入或单位有误；若属实，请使用稳健缩放（中位数与四分位数）。",
    },
  };
}

export function duplicates(rows: readonly number[], rowCount: number): Finding {
  const isCommon = rows.length * 5 > rowCount;
  const repeated = new Set(rows);
  return {
    group: "duplicates",
    severity: isCommon ? "high" : "medium",
    columns: [],
    isAbout: (row) => repeated.has(row),
    count: rows.length,
    message: (_, count) => ({
      en: `${count} rows repeat an earlier row in every column: a copy in the test rows would make the scores too good.`,
      zh: `有 ${count} 行与之前的行完全相同：若测试集中有副本，得分会虚高。`,
    }),
    remedy: {
      en: "Remove the copies, or split by a column that keeps them together.",
      zh: "请删除重复行，或按能让副本保持在一起的列划分。",
    },
  };
}

/** @param exact how many of the rows repeat a picture byte for byte. */
export function copied(column: string, rows: readonly number[], exact: number, rowCount: number): Finding {
  const isCopy = new Set(rows);
  return {
    group: "copies",
    severity: rows.length * 5 > rowCount ? "high" : "medium",
    columns: [column],
    isAbout: (row) => isCopy.has(row),
    count: rows.length,
    message: (columns, count) => ({
      en: `${count === 1 ? "1 picture" : `${count} pictures`} of ${columns.en} ${count === 1 ? "is a copy or near copy" : "are copies or near copies"} of an earlier one, ${exact} of them the same to the last pixel: a copy in the test rows would make the scores too good.`,
      zh: `${columns.zh}中有 ${count} 张图片是之前图片的副本或近似副本，其中 ${exact} 张完全相同：若测试集中有副本，得分会虚高。`,
    }),
    remedy: {
      en: "Exclude the copies, or split by a column that keeps them together.",
      zh: "请排除副本，或按能让副本保持在一起的列划分。",
    },
  };
}

/** Of so many pictures only the same bytes are looked for, which must not be taken for “none”. */
export function tooManyToCompare(column: string): Finding {
  return {
    group: "copies-not-searched",
    severity: "low",
    columns: [column],
    isAbout: null,
    count: 0,
    message: (columns) => ({
      en: `${columns.en} has too many pictures to compare each with each: only copies that are the same to the last pixel were looked for, not near copies.`,
      zh: `${columns.zh}的图片太多，无法两两比较：只查找了完全相同的副本，未查找近似副本。`,
    }),
    remedy: keepCopiesTogether,
  };
}

export function nameVariants(column: string, example: readonly string[], groups: number, isAbout: RowTest): Finding {
  const shown = example.map((name) => `“${name}”`);
  return {
    group: "name-variants",
    severity: "medium",
    columns: [column],
    isAbout,
    count: groups,
    message: (columns) => ({
      en: `Categories of ${columns.en} differ only in case or spaces, such as ${shown.join(" and ")} (${groups} such).`,
      zh: `${columns.zh}中有仅大小写或空格不同的类别，例如${shown.join("与")}（共 ${groups} 组）。`,
    }),
    remedy: { en: "Give them one spelling in the file.", zh: "请在文件中统一写法。" },
  };
}

export function dateMix(column: string, examples: readonly string[]): Finding {
  const shown = examples.slice(0, 3).map((text) => `“${text}”`);
  return {
    group: "date-mix",
    severity: "medium",
    columns: [column],
    isAbout: null,
    count: 0,
    message: (columns) => ({
      en: `Dates in ${columns.en} are written in several ways, such as ${shown.join(" and ")}; they were left as they are.`,
      zh: `${columns.zh}中的日期写法不一，例如${shown.join("与")}；已保留原样。`,
    }),
    remedy: { en: "Write them all as 2024-01-31 in the file.", zh: "请在文件中统一写成 2024-01-31 的形式。" },
  };
}
