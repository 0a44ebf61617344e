/** Predicted rows as a CSV file: their own columns, the prediction, and the probability of each class. */
import { nameAt } from "../../core/column-values";
import type { Dataset } from "../../core/dataset";
import type { Predictions } from "../../core/run";
import { uniqueNames } from "../../data/columns/column-names";
import { writeCsv } from "../../data/csv";

export function writePredictions(dataset: Dataset, predictions: Predictions): Blob {
  const { rows, values, categories = [], probabilities = [], flagged } = predictions;
  const own = dataset.columns.map((column) => column.name);
  const added = flagged
    ? ["reconstruction error", "flagged"]
    : ["prediction", ...categories.map((category) => `probability ${category}`)];
  const { names: header } = uniqueNames([...own, ...added], own.length + added.length);
  function* lines() {
    for (const [i, row] of rows.entries()) {
      const ownValues = dataset.columns.map((column) => nameAt(column, row));
      const flag = flagged?.[i];
      const flags = flagged ? [flag === null || flag === undefined ? null : flag ? "yes" : "no"] : [];
      yield [...ownValues, values[i] ?? null, ...flags, ...(probabilities[i] ?? [])];
    }
  }
  return writeCsv(header, lines());
}
