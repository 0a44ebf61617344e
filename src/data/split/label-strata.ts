/**
 * A class for each row of several labels, to deal them out by: 0 where none holds, else 1 + the rarest that does, so that every part
 * gets its share of the rare ones. `values` is [row, label].
 */
export function labelStrata(values: Float64Array<ArrayBuffer>, labelCount: number): Int32Array<ArrayBuffer> {
  const counts = new Float64Array(labelCount);
  values.forEach((value, i) => (counts[i % labelCount]! += value)); // below the count
  const strata = new Int32Array(values.length / labelCount);
  return strata.map((_, row) => {
    let rarest = -1;
    for (let k = 0; k < labelCount; k++) {
      if (values[row * labelCount + k] === 1 && (rarest < 0 || counts[k]! < counts[rarest]!)) rarest = k; // both are labels
    }
    return rarest + 1;
  });
}
