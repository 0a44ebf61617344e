/** Counts different values up to a cap, in a hash table of plain numbers. */

/** A column with this many different values has at least that many. */
const distinctLimit = 10_000;

export interface DistinctCounter {
  readonly count: number;
  /** False once the cap is reached: more values need not be added. */
  add(value: number): boolean;
}

/** @param most how many values will be added at most. */
export function createDistinctCounter(most: number): DistinctCounter {
  const size = 2 ** Math.ceil(Math.log2(Math.min(most, distinctLimit) * 2 + 2));
  const table = new Float64Array(size).fill(Number.NaN);
  const number = new Float64Array(1);
  const words = new Uint32Array(number.buffer);
  let count = 0;
  return {
    get count() {
      return count;
    },
    add(value) {
      number[0] = value === 0 ? 0 : value; // minus zero is zero
      let slot = mix(words[0]!, words[1]!) & (size - 1); // two words
      for (;;) {
        const held = table[slot]!; // slot < size
        if (held === value) return true;
        if (Number.isNaN(held)) break;
        slot = (slot + 1) & (size - 1);
      }
      if (count >= distinctLimit) return false;
      table[slot] = value;
      count++;
      return count < distinctLimit;
    },
  };
}

/** Spreads the bits of two words over one (the finaliser of MurmurHash3, Austin Appleby). */
export function mix(low: number, high: number): number {
  let hash = low ^ Math.imul(high, 0x85ebca6b);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** 53 bits of a hash of bytes from..to: different texts get different numbers, but for one in 2^53. */
export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let first = 0x811c9dc5;
  let second = 0x9e3779b9;
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!; // i < length
    first = Math.imul(first ^ byte, 0x01000193);
    second = Math.imul(second ^ byte, 0x85ebca6b) + i - from;
  }
  return mix(first, to - from) * 0x200000 + (mix(second, first) >>> 11);
}
