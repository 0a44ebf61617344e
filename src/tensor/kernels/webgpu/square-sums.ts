/**
 * Sums of squares over whole buffers, for the norm of all gradients of a network: pieces whose number depends on the lengths alone, each summed
 * in a fixed order, so that the same numbers always give the same sum.
 */
import type { tf } from "../../tf";
import type { Arena } from "./arena";
import type { WebgpuBackend } from "./backend";
import { traitsOf } from "./device-traits";
import { dispatch } from "./dispatch";
import { output } from "./kernel";
import { reducing } from "./wgsl";

/** Numbers that a piece has at least: fewer are not worth a workgroup. */
const pieceNumbers = 2048;

/** Pieces of one buffer at most; one workgroup adds them up. */
const mostPieces = 256;

/** [piece]: one program for each buffer, the pieces of all of them one after the other. */
export function squareSums(backend: WebgpuBackend, arenas: readonly Arena[]): tf.TensorInfo {
  const { mostThreads: threads } = traitsOf(backend);
  const counts = arenas.map(({ length }) => Math.max(1, Math.min(mostPieces, Math.ceil(length / pieceNumbers))));
  const sums = output(backend, [counts.reduce((sum, count) => sum + count, 0)]);
  let first = 0;
  arenas.forEach(({ length, whole }, i) => {
    const count = counts[i]!; // one for each
    dispatch(backend, {
      key: `sums of squares by ${threads}`,
      outputs: { sums },
      inputs: { numbers: whole },
      uniforms: { size: length, pieceLength: Math.ceil(length / count), first },
      groups: [count],
      ...reducing(
        backend,
        threads,
        () => `let start = groupAt * given.pieceLength;
  let end = min(start + given.pieceLength, given.size);
  var squares = 0.0;
  for (var at = start + lane; at < end; at += ${threads}) { squares += numbers[at] * numbers[at]; }
  let sum = total(squares, lane);
  if (lane == 0) { sums[given.first + groupAt] = sum; }`,
      ),
    });
    first += count;
  });
  return sums;
}
