/** The mask of kernels/seeded-mask.ts, bit for bit as cpu/seeded-mask.ts has it. */
import { CHUNK, chunksOf } from "./axes";
import { element, storePart } from "./lanes";
import { JOB, parallel } from "./parallel";

@unmanaged class Job {
  to: usize;
  total: i32; salt: i32;
  limit: f32; scale: f32;
}

function scramble(bits: i32): u32 {
  bits = (bits ^ (bits >>> 16)) * 0x21f0aaad;
  bits = (bits ^ (bits >>> 15)) * 0x735a2d97;
  return <u32>(bits ^ (bits >>> 15));
}

/** What is added to the place of each number: from a seed and the number at `step`. */
export function saltOf(step: usize, seed: i32): i32 {
  // Added up in 64 bits and taken modulo 2³², as JavaScript does.
  return <i32>scramble(<i32>(<i64>(<f64>load<f32>(step) + <f64>scramble(seed))));
}

/** `to` [total]: 0 with probability `limit`, else `scale`, from a seed and the number at `step`. */
export function seededMask(step: usize, to: usize, total: i32, seed: i32, limit: f32, scale: f32): void {
  const job = changetype<Job>(JOB);
  job.to = to; job.total = total;
  job.limit = limit; job.scale = scale;
  job.salt = saltOf(step, seed);
  parallel(maskChunk, chunksOf(total));
}

function maskChunk(chunk: i32, thread: i32): void {
  const job = changetype<Job>(JOB);
  const first = chunk * CHUNK;
  let left = min(CHUNK, job.total - first);
  let to = element(job.to, first);
  let values = i32x4.add(i32x4.splat(first + job.salt), i32x4(0, 1, 2, 3));
  const limit = f32x4.splat(job.limit), scale = f32x4.splat(job.scale);
  for (; left >= 4; left -= 4) {
    v128.store(to, maskOf(values, limit, scale));
    values = i32x4.add(values, i32x4.splat(4));
    to += 16;
  }
  if (left) storePart(to, maskOf(values, limit, scale), left);
}

/** Four numbers of the mask, of places to which the salt is added. */
@inline export function maskOf(values: v128, limit: v128, scale: v128): v128 {
  let bits = v128.xor(values, i32x4.shr_u(values, 16));
  bits = i32x4.mul(bits, i32x4.splat(0x21f0aaad));
  bits = v128.xor(bits, i32x4.shr_u(bits, 15));
  bits = i32x4.mul(bits, i32x4.splat(0x735a2d97));
  bits = v128.xor(bits, i32x4.shr_u(bits, 15));
  // 24 bits, which a Float32 holds.
  const part = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(bits, 8)), f32x4.splat(1.0 / 16777216.0));
  return v128.andnot(scale, f32x4.lt(part, limit));
}
