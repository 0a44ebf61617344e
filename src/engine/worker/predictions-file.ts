/** Predicted rows as a CSV file: their own columns, the prediction, and the probability of each class. */
import { nameAt } from "../../core/column-values";
import type { Dataset } from "../../core/dataset";
import type { Predictions } from "../../core/run";
import { uniqueNames } from "../../data/columns/column-names";
import { writeCsv } from "../../data/csv";

export function writePredictions(dataset: Dataset, predictions: Predictions): Blob {
  const { rows, values, categories = [], probabilities = [] } = predictions;
  const own = dataset.columns.map((column) => column.name);
  const added = ["prediction", ...categories.map((category) => `probability ${category}`)];
  const { names: header } = uniqueNames([...own, ...added], own.length + added.length);
  function* lines() {
    for (const [i, row] of rows.entries()) {
      const ownValues = dataset.columns.map((column) => nameAt(column, row));
      yield [...ownValues, values[i] ?? null, ...(probabilities[i] ?? [])];
    }
  }
  return writeCsv(header, lines());
}
