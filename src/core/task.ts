/** What is to be learned from which columns. A member is added with the family that needs it. */
export type Task = ClassificationTask | MultilabelTask | RegressionTask;
export type TaskKind = Task["kind"];

export interface ClassificationTask {
  readonly kind: "classification";
  readonly target: string;
  /** The category that counts as "found" for two classes; the second one where left out. */
  readonly positive?: string;
  /** Every other usable column where left out. */
  readonly features?: readonly string[];
}

/** Several answers about each case at once, none of which rules out another. */
export interface MultilabelTask {
  readonly kind: "multilabel";
  /** Columns of two values each, or one column whose texts list labels: "effusion|mass". */
  readonly targets: readonly string[];
  readonly features?: readonly string[];
}

export interface RegressionTask {
  readonly kind: "regression";
  readonly target: string;
  readonly features?: readonly string[];
}
