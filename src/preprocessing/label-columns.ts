/** Which columns can say that a case has several labels at once: by two values each, or one whose texts list them. */
import { wordsOf } from "../core/column-roles";
import type { ColumnInfo } from "../core/column";
import { labelSeparator, labelsIn, mostLabels } from "../core/label-list";
import { meansFound, meansNotFound } from "./answer-words";

/** Longer ones on average are phrases. */
const longestLabel = 40;
const listNames = /(^|\s)(labels?|findings?|tags?|diagnos[ei]s|symptoms?|conditions?|标签|所见|诊断|症状)$/;

/** Whether a column of two values can stand for a label that a case has or has not. */
export function hasTwoValues({ kind, distinct }: ColumnInfo): boolean {
  return distinct === 2 && (kind === "category" || kind === "number");
}

/** The two values of a column, as far as the page knows them: in the order of the codes, of numbers the smaller first. */
export function twoValues({ categories, summary }: ColumnInfo): readonly string[] {
  return summary.kind === "number" ? [String(summary.min), String(summary.max)] : categories;
}

/** Whether its two values are yes and no, or other words for found and not found. */
export function isYesOrNo(column: ColumnInfo): boolean {
  const values = twoValues(column);
  return hasTwoValues(column) && values.filter(meansFound).length === 1 && values.some(meansNotFound);
}

/**
 * Whether the texts of a column list labels. Of categories: some name several, and some label comes back in another.
 * Of a text only its first value is known here: it names several, or the column is called so.
 */
export function listsLabels(column: ColumnInfo): boolean {
  const { kind, name, idLike, summary } = column;
  if (summary.kind === "text") {
    return /[^|;]+[|;]+[^|;]/.test(summary.example) || (listNames.test(wordsOf(name).join(" ")) && !idLike);
  }
  if (kind !== "category" || summary.kind !== "category" || idLike) return false;
  const lists = listsIn(column.categories.length > 0 ? column.categories : summary.top.map(({ category }) => category));
  if (!lists.some((labels) => labels.length > 1)) return false;
  const all = lists.flat();
  const different = new Set(all);
  const meanLength = all.reduce((sum, label) => sum + label.length, 0) / all.length;
  return different.size < all.length && different.size <= mostLabels && meanLength <= longestLabel;
}

/** A value of the column that names several labels; null where none is known. */
export function exampleList({ categories, summary }: ColumnInfo): string | null {
  const known =
    summary.kind === "text"
      ? [summary.example]
      : summary.kind === "category"
        ? [...summary.top.map(({ category }) => category), ...categories]
        : [];
  return known.find((text) => listsIn([text]).some((labels) => labels.length > 1)) ?? null;
}

/** Each text taken apart. */
function listsIn(texts: readonly string[]): readonly (readonly string[])[] {
  const separator = labelSeparator(texts);
  return texts.map((text) => labelsIn(text, separator));
}
