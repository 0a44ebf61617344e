/** Four Float32 side by side: the words that the kernels are written in. */

/** a · b + c, rounded once where the processor fuses it and this build may use that, else twice. */
@inline export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  else return f32x4.add(f32x4.mul(a, b), c);
}

/** The four numbers at `address`. */
@inline export function at(address: usize, offset: usize = 0): v128 {
  return v128.load(address + offset);
}

/** One number in all four places. */
@inline export function splat(address: usize): v128 {
  return v128.load32_splat(address);
}

/** Address of the element `index` of an array of 32-bit numbers. */
@inline export function element(base: usize, index: usize): usize {
  return base + (index << 2);
}

/** Number of parts of `size` that cover `total`. */
@inline export function partsOf(total: i32, size: i32): i32 {
  return (total + size - 1) / size;
}

/** Sum of the four lanes, always in the same order. */
@inline export function sumOf(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3))
  );
}

/** The last two of four numbers, in 64 bits. */
@inline export function promoteHigh(x: v128): v128 {
  return f64x2.promote_low_f32x4(
    i8x16.shuffle(x, x, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15),
  );
}

/** Sum of two numbers of 64 bits. */
@inline export function sumOfPair(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

export const ZERO: v128 = f32x4.splat(0);

/** Sets `count` numbers to zero. */
@inline export function clear(address: usize, count: usize): void {
  memory.fill(address, 0, count << 2);
}

/** The first `count` of four numbers to memory, all from four on: the end of an array is not written past. */
@inline export function storePart(address: usize, x: v128, count: i32): void {
  if (count >= 4) {
    v128.store(address, x);
    return;
  }
  if (count > 0) v128.store32_lane(address, x, 0);
  if (count > 1) v128.store32_lane(address, x, 1, 4);
  if (count > 2) v128.store32_lane(address, x, 2, 8);
}

/** The first `count` of four numbers, zero for the others. */
@inline export function keepPart(x: v128, count: i32): v128 {
  return v128.and(x, i32x4.gt_s(i32x4.splat(count), i32x4(0, 1, 2, 3)));
}
