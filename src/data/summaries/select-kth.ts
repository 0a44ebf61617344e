/** Puts the k-th smallest number at index k, everything before it not larger (Hoare's quickselect, median of three). */
export function selectKth(values: Float64Array, k: number, from = 0, to = values.length - 1): number {
  let left = from;
  let right = to;
  while (left < right) {
    const pivot = medianOfThree(values[left]!, values[(left + right) >> 1]!, values[right]!); // all within left..right
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i]! < pivot) i++; // the pivot stops it
      while (values[j]! > pivot) j--; // the pivot stops it
      if (i > j) break;
      const held = values[i]!; // i <= j
      values[i++] = values[j]!; // j >= left
      values[j--] = held;
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else break;
  }
  return values[k] ?? Number.NaN;
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
