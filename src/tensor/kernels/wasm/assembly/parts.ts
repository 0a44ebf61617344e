/** Sums that were cut into parts are put together here, always in the same order. */
import { at, element, partsOf } from "./lanes";
import { JOB, parallel } from "./parallel";

const BLOCK: usize = 8192;

@unmanaged class Parts {
  from: usize; count: i32;
  /** Numbers of one array, and parts of the array that one chunk does. */
  size: usize; blocks: i32;
  to: usize;
  columns: i32; bias: usize; isRelu: bool;
}

/**
 * `arrays` arrays of `size` numbers, each the sum of `count` parts that lie one after the other, plus `bias` over the last
 * `columns` numbers (0 for none), negative results set to zero if asked.
 */
export function addParts(
  from: usize, count: i32, arrays: i32, size: usize, to: usize, columns: i32, bias: usize, isRelu: bool,
): void {
  const job = changetype<Parts>(JOB);
  job.from = from; job.count = count; job.size = size; job.to = to;
  job.columns = columns; job.bias = bias; job.isRelu = isRelu;
  job.blocks = partsOf(<i32>size, <i32>BLOCK);
  parallel(addChunk, arrays * job.blocks);
}

function addChunk(chunk: i32, thread: i32): void {
  const job = changetype<Parts>(JOB);
  const array = <usize>(chunk / job.blocks);
  const first = <usize>(chunk % job.blocks) * BLOCK;
  const last = min(job.size, first + BLOCK);
  const partBytes = job.size << 2;
  const from = job.from + array * <usize>job.count * partBytes;
  const to = element(job.to, array * job.size);
  const isBare = job.bias == 0 && !job.isRelu;
  let i = first;
  if (isBare) {
    for (; i + 4 <= last; i += 4) {
      let part = element(from, i);
      let sum = at(part);
      for (let p = 1; p < job.count; p++) {
        part += partBytes;
        sum = f32x4.add(sum, at(part));
      }
      v128.store(element(to, i), sum);
    }
  }
  for (; i < last; i++) {
    let part = element(from, i);
    let sum = load<f32>(part);
    for (let p = 1; p < job.count; p++) {
      part += partBytes;
      sum += load<f32>(part);
    }
    if (job.bias) sum += load<f32>(element(job.bias, i % <usize>job.columns));
    if (job.isRelu && sum < 0) sum = 0;
    store<f32>(element(to, i), sum);
  }
}
