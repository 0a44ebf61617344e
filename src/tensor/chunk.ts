/** How many rows go through a network at once where nothing is learned. */
import type { NetworkSpec } from "./network";
import { largestValues } from "./network";

const mostRows = 1024;
/** Numbers of the largest array between two layers, 64 MB: a convolution may make ten times as many as came in. */
const mostNumbers = 2 ** 24;

/** Rows at once of a network of this spec: the same for every number of rows, one at least. Throws where its layers do not fit. */
export function chunkRowsOf(spec: NetworkSpec): number {
  return Math.max(1, Math.min(mostRows, Math.floor(mostNumbers / largestValues(spec))));
}
