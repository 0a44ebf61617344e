/** Asking for several labels at once: which columns can hold them, and which are asked about first. */
import { targetOf } from "../../core/answer-columns";
import type { ColumnInfo } from "../../core/column";
import type { MultilabelTask, Task } from "../../core/task";
import { hasTwoValues, isYesOrNo, listsLabels } from "../../preprocessing/label-columns";
import { outcomeReason, taskFor, answerKinds } from "./question";

/** Fewer are one outcome. */
export const fewestLabels = 2;

export interface LabelSources {
  /** Columns whose texts list labels. */
  readonly lists: readonly ColumnInfo[];
  /** Columns of two values: a label each. */
  readonly single: readonly ColumnInfo[];
}

/** null where the columns hold no several labels. */
export function labelSources(columns: readonly ColumnInfo[]): LabelSources | null {
  const lists = columns.filter(listsLabels);
  const two = columns.filter((column) => hasTwoValues(column) && !lists.includes(column));
  const single = two.length >= fewestLabels ? two : [];
  return lists.length + single.length > 0 ? { lists, single } : null;
}

/** The question about these columns; other columns of the answer are proposed anew as features. */
export function labelTask(targets: readonly string[], old: Task | null): MultilabelTask {
  const answers = new Set(targets);
  const isChosenFor = old?.kind === "multilabel" && old.features !== undefined;
  const features = isChosenFor ? old.features?.filter((name) => !answers.has(name)) : undefined;
  return { kind: "multilabel", targets, ...(features && features.length > 0 ? { features } : {}) };
}

/** What is asked about first: the outcome so far where it lists labels, else a list, else the columns of yes and no. */
export function firstLabels({ lists, single }: LabelSources, old: Task | null): readonly string[] {
  const before = old && targetOf(old);
  const list = lists.find(({ name }) => name === before);
  const isSingle = single.some(({ name }) => name === before);
  if (list) return [list.name];
  return isSingle || lists.length === 0 ? firstSingles(single, before) : lists.slice(0, 1).map(({ name }) => name);
}

/** The columns of yes and no, and the outcome so far; all of two values where these are too few. */
export function firstSingles(single: readonly ColumnInfo[], before: string | null): readonly string[] {
  const sure = single.filter((column) => isYesOrNo(column) || column.name === before);
  return (sure.length >= fewestLabels ? sure : single).map(({ name }) => name);
}

/** Back to one outcome: the first of the labels' columns that can be one, else any other. */
export function singleTask(columns: readonly ColumnInfo[], { targets }: MultilabelTask): Task | null {
  const able = columns.filter((column) => outcomeReason(column) === null);
  const column = able.find(({ name }) => targets.includes(name)) ?? able[0];
  const [kind] = column ? answerKinds(column) : [];
  return column && kind ? taskFor(column, kind, null) : null;
}
