/** Images with room around and between their numbers, and filters turned about: what makes one convolution of another. */
import { clear, element } from "./lanes";
import { turn } from "./movement";
import { JOB, parallel } from "./parallel";

@unmanaged class Spread {
  from: usize; to: usize;
  height: i32; width: i32; channels: i32;
  newHeight: i32; newWidth: i32;
  top: i32; left: i32;
  /** Distance of neighbouring rows and columns in the new image. */
  rowStep: i32; columnStep: i32;
}

/**
 * Images [batch, height, width, channel] into larger ones of zeros, from (top, left) on, `rowStep` and `columnStep` apart.
 * What falls outside is left out.
 */
export function spread(
  from: usize, to: usize, batch: i32, height: i32, width: i32, channels: i32,
  newHeight: i32, newWidth: i32, top: i32, left: i32, rowStep: i32, columnStep: i32,
): void {
  const job = changetype<Spread>(JOB);
  job.from = from; job.to = to;
  job.height = height; job.width = width; job.channels = channels;
  job.newHeight = newHeight; job.newWidth = newWidth;
  job.top = top; job.left = left; job.rowStep = rowStep; job.columnStep = columnStep;
  parallel(spreadChunk, batch);
}

function spreadChunk(image: i32, thread: i32): void {
  const job = changetype<Spread>(JOB);
  const channels = <usize>job.channels;
  const newRow = <usize>job.newWidth * channels;
  const row = <usize>job.width * channels;
  const to = element(job.to, <usize>image * job.newHeight * newRow);
  const from = element(job.from, <usize>image * job.height * row);
  clear(to, <usize>job.newHeight * newRow);
  // Columns that fall inside.
  const first = job.left >= 0 ? 0 : (-job.left + job.columnStep - 1) / job.columnStep;
  const last = min(job.width, (job.newWidth - job.left + job.columnStep - 1) / job.columnStep);
  if (first >= last) return;
  for (let y = 0; y < job.height; y++) {
    const newY = job.top + y * job.rowStep;
    if (newY < 0 || newY >= job.newHeight) continue;
    let source = element(from, <usize>y * row + <usize>first * channels);
    let target = element(to, <usize>newY * newRow + <usize>(job.left + first * job.columnStep) * channels);
    if (job.columnStep == 1) {
      memory.copy(target, source, (<usize>(last - first) * channels) << 2);
      continue;
    }
    for (let x = first; x < last; x++) {
      memory.copy(target, source, channels << 2);
      source += channels << 2;
      target += (channels * job.columnStep) << 2;
    }
  }
}

/** Filters [height, width, channel, filter] turned by half a turn, with channels and filters exchanged. */
export function turnFilters(from: usize, to: usize, height: i32, width: i32, channels: i32, filters: i32): void {
  const taps = <usize>height * width, tapBytes = (<usize>channels * filters) << 2;
  for (let tap: usize = 0; tap < taps; tap++) {
    turn(from + tap * tapBytes, to + (taps - 1 - tap) * tapBytes, 1, channels, filters);
  }
}
