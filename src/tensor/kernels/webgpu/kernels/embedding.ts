/** The gradient of an embedding: rows that have the same id are added up, always in the same order. */
import { sizeOf } from "../../../../core/block";
import { dispatch } from "../dispatch";
import type { WebgpuKernel } from "../kernel";
import { output } from "../kernel";
import { traitsOf } from "../device-traits";
import { entry } from "../wgsl";

/** Threads of a workgroup, and ids that it looks at together. */
const threads = 64;

/** Workgroups at most; each then has several segments. */
const mostGroups = 4096;
const softwareGroups = 8;

/** UnsortedSegmentSum of {x, segmentIds} along the first axis; Ids outside are left out. */
export const unsortedSegmentSum: WebgpuKernel = {
  name: "UnsortedSegmentSum",
  run({ inputs: { x, segmentIds }, attrs, backend }) {
    if (!x || !segmentIds || x.dtype !== "float32" || segmentIds.dtype !== "int32" || segmentIds.shape.length !== 1)
      return null;
    const { numSegments } = attrs as { readonly numSegments: number }; // given by the stock operation
    const [count = 0] = segmentIds.shape;
    const width = sizeOf(x.shape.slice(1));
    if (x.shape[0] !== count || count === 0 || width === 0 || numSegments === 0) return null;
    const sums = output(backend, [numSegments, ...x.shape.slice(1)]);
    dispatch(backend, {
      key: "sums of segments",
      outputs: { sums },
      inputs: { x, ids: segmentIds },
      uniforms: { count, width, segments: numSegments },
      groups: [Math.min(numSegments, traitsOf(backend).isSoftware ? softwareGroups : mostGroups)],
      code: () => `
var<workgroup> isOwn : array<u32, ${threads}>;
var<workgroup> found : atomic<u32>;
${entry(
  threads,
  `for (var segment = groupAt; segment < given.segments; segment += i32(groups.x)) {
  for (var column = lane; column < given.width; column += ${threads}) {
    sums[segment * given.width + column] = 0.0;
  }
  for (var first = 0; first < given.count; first += ${threads}) {
    if (lane == 0) { atomicStore(&found, 0u); }
    workgroupBarrier();
    let row = first + lane;
    let isHere = row < given.count && ids[min(row, given.count - 1)] == segment;
    isOwn[lane] = select(0u, 1u, isHere);
    if (isHere) { atomicAdd(&found, 1u); }
    workgroupBarrier();
    if (atomicLoad(&found) > 0u) {
      for (var column = lane; column < given.width; column += ${threads}) {
        var sum = sums[segment * given.width + column];
        for (var i = 0; i < ${threads}; i++) {
          if (isOwn[i] == 1u) { sum += x[(first + i) * given.width + column]; }
        }
        sums[segment * given.width + column] = sum;
      }
    }
    workgroupBarrier();
  }
  }`,
)}`,
    });
    return [sums];
  },
};
