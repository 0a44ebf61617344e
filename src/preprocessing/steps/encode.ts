/** Turns categories into numbers. The categories are those of the training rows; others are told apart when they come. */
import type { CategoryColumn, Column, NumberColumn } from "../../core/column";
import type { Wording } from "../../core/wording";
import { replaceColumns } from "../frame";
import { counted, listed } from "../sentence";
import { columnsOfKind, defineStep, learnEach, transformed } from "../step-spec";

type Method = "one-hot" | "ordinal";
/** Categories of the training rows by column, in code order. */
type State = { readonly [column: string]: readonly string[] };

/** The ordinal number of a category that no training row had. */
const unseenOrdinal = -1;

export const encode = defineStep<State>({
  kind: "encode",
  label: { en: "Encode categories", zh: "类别编码" },
  summary: {
    en: "Turns each category into a column of zeros and ones, or into its place in the order.",
    zh: "把每个类别变成一列 0/1，或变成其序号。",
  },
  fields: [
    {
      id: "method",
      type: "choice",
      default: "one-hot",
      label: { en: "Method", zh: "方法" },
      help: {
        en: "One-hot assumes no order; ordinal is for small < medium < large.",
        zh: "独热编码不假定顺序；序号编码适合“小 < 中 < 大”。",
      },
      options: [
        { value: "one-hot", label: { en: "One-hot: a column for each category", zh: "独热：每个类别一列" } },
        { value: "ordinal", label: { en: "Ordinal: 0, 1, 2 …", zh: "序号：0、1、2 …" } },
      ],
    },
    {
      id: "dropFirst",
      type: "switch",
      default: false,
      isAdvanced: true,
      when: { field: "method", in: ["one-hot"] },
      label: { en: "Leave out the first category", zh: "省略第一个类别" },
      help: {
        en: "The others are then compared with it; linear coefficients become unique.",
        zh: "其余类别以它为参照；线性系数因此唯一。",
      },
    },
  ],
  columnKinds: ["category"],
  fit: (frame, step) => learnEach(columnsOfKind(frame, step, "category"), presentCategories),
  *transform(frame, step, state) {
    const isOrdinal = (step.params.method as Method) === "ordinal"; // checked against the field
    const replacements = new Map<string, readonly Column[]>();
    const made: { readonly name: string; readonly categories: number; readonly columns: number }[] = [];
    let unseen = 0;
    let changed = 0;
    for (const column of columnsOfKind(frame, step, "category")) {
      const categories = state[column.name] ?? [];
      const places = placesOf(column, categories);
      for (const place of places) {
        if (!Number.isNaN(place)) changed++;
        if (place === unseenOrdinal) unseen++;
      }
      const columns: readonly NumberColumn[] = isOrdinal
        ? [{ kind: "number", name: column.name, values: places }]
        : oneHot(column.name, categories, places, step.params.dropFirst === true);
      replacements.set(column.name, columns);
      made.push({ name: column.name, categories: categories.length, columns: columns.length });
      yield;
    }
    const message = describe(made, isOrdinal, unseen);
    return transformed(step, frame, replaceColumns(frame, replacements), { changed, message });
  },
});

function presentCategories(column: CategoryColumn): readonly string[] {
  const present = new Set(column.codes);
  return column.categories.filter((_, code) => present.has(code));
}

/** For each row the place of its category among the learned ones, -1 where it is not one of them, NaN where it is missing. */
function placesOf(column: CategoryColumn, learned: readonly string[]): Float64Array<ArrayBuffer> {
  const placeByName = new Map(learned.map((category, place) => [category, place]));
  const placeByCode = column.categories.map((category) => placeByName.get(category) ?? unseenOrdinal);
  const places = new Float64Array(column.codes.length);
  for (let row = 0; row < places.length; row++) {
    const code = column.codes[row]!; // row < length
    places[row] = code < 0 ? NaN : placeByCode[code]!; // codes are in range
  }
  return places;
}

function oneHot(
  name: string,
  categories: readonly string[],
  places: Float64Array<ArrayBuffer>,
  dropFirst: boolean,
): readonly NumberColumn[] {
  const columns = categories.map((category): NumberColumn => {
    return { kind: "number", name: `${name} = ${category}`, values: new Float64Array(places.length) };
  });
  for (let row = 0; row < places.length; row++) {
    const place = places[row]!; // row < length
    if (Number.isNaN(place)) for (const { values } of columns) values[row] = NaN;
    else if (place !== unseenOrdinal) columns[place]!.values[row] = 1; // a place among the categories
  }
  return dropFirst ? columns.slice(1) : columns;
}

function describe(
  made: readonly { readonly name: string; readonly categories: number; readonly columns: number }[],
  isOrdinal: boolean,
  unseen: number,
): Wording {
  const items = listed(
    made.map(({ name, categories, columns }) =>
      isOrdinal
        ? {
            en: `${counted(categories, "category", "categories")} of “${name}” became ${categories === 1 ? "the number 0" : `the numbers 0 to ${categories - 1}`}`,
            zh: `“${name}”的 ${categories} 个类别变为数字 0 至 ${categories - 1}`,
          }
        : {
            en: `${counted(categories, "category", "categories")} of “${name}” became ${counted(columns, "column", "columns")}`,
            zh: `“${name}”的 ${categories} 个类别变为 ${columns} 列`,
          },
    ),
  );
  if (unseen === 0) return { en: `${items.en}.`, zh: `${items.zh}。` };
  const outcome = isOrdinal ? { en: "became −1", zh: "变为 −1" } : { en: "became all zeros", zh: "变为全零" };
  return {
    en: `${items.en}; ${counted(unseen, "value", "values")} of categories that no training row has ${outcome.en}.`,
    zh: `${items.zh}；${unseen} 个值属于训练数据中没有的类别，${outcome.zh}。`,
  };
}
