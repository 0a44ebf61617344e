/** Pairs of pictures that may be copies: those whose slow waves have the same signs in most places. */
import type { Work } from "../../../core/work";
import { waveCount, type Prints } from "./picture-prints";

/** Up to so many pictures every pair is a candidate: medians of fewer say little. */
const fewestForMedians = 64;
/** Places of 64 in which a copy may differ: measured, two pixels of a small picture change up to 24. */
const mostDifferent = 22;
/** Of these differences, the share that may lie in one half: at 22, one copy in twenty has more. */
const mostInHalf = 0.65;
/** Look-alikes are compared closely at most this many times, and a number of times for each picture. */
const roomForAll = 200_000;
const roomForEach = 20;
const sampleSize = 100_000;
const leastAgreement = 0.7;
/** Prints from which a median is taken. */
const medianSample = 2_048;

/** Calls `visit` with places of prints, the smaller first, and breathes in between. Even pictures are left out. */
export function* visitCandidates(prints: Prints, visit: (first: number, second: number) => void): Work<void> {
  const { waves, centredWaves, rows } = prints;
  const count = rows.length;
  if (count <= fewestForMedians) {
    for (let i = 0; i < count; i++) {
      yield;
      for (let j = i + 1; j < count; j++) if (waves[i * waveCount] || waves[j * waveCount]) visit(i, j);
    }
    return;
  }
  const signs = yield* signsOf(waves, count);
  const centredSigns = yield* signsOf(centredWaves, count);
  const radius = radiusWithin(signs, centredSigns, count);
  const found = new Int32Array(count);
  let looked = 0;
  for (let i = 0; i < count; i++) {
    if ((looked += count - i) > 100_000) {
      looked = 0;
      yield;
    }
    const nearCount = findNear(i, signs, centredSigns, radius, found);
    for (let k = 0; k < nearCount; k++) {
      const j = found[k]!; // k < nearCount
      if (agreement(waves, i, j) >= leastAgreement || agreement(centredWaves, i, j) >= leastAgreement) visit(i, j);
    }
  }
}

/** Writes the later prints within reach of one by either signs, and tells how many. A plain function, which runs several times as fast as the body of a generator. */
function findNear(i: number, signs: Int32Array, centredSigns: Int32Array, radius: number, found: Int32Array): number {
  const half = Math.floor(radius * mostInHalf);
  const [a, b] = [signs[i * 2]!, signs[i * 2 + 1]!]; // two a print
  const [c, d] = [centredSigns[i * 2]!, centredSigns[i * 2 + 1]!]; // as above
  let nearCount = 0;
  for (let j = i + 1; j < found.length; j++) {
    // The second word is only counted where the first leaves hope.
    const first = a ^ signs[j * 2]!; // as above
    if (bitCount(first) <= half && bitsOf(first, b ^ signs[j * 2 + 1]!) <= radius) {
      found[nearCount++] = j;
      continue;
    }
    const other = c ^ centredSigns[j * 2]!; // as above
    if (bitCount(other) <= half && bitsOf(other, d ^ centredSigns[j * 2 + 1]!) <= radius) found[nearCount++] = j;
  }
  return nearCount;
}

/**
 * 64 bits a print, in two words: whether a wave is above its median over all prints. What all pictures share, such as ribs or a dark
 * ground, thus says nothing; signs against a fixed value call a fiftieth of all pairs of chest films copies at the same reach.
 */
function* signsOf(waves: Float32Array<ArrayBuffer>, count: number): Work<Int32Array<ArrayBuffer>> {
  const signs = new Int32Array(count * 2);
  const stride = Math.ceil(count / medianSample);
  const some = new Float32Array(Math.ceil(count / stride));
  for (let wave = 0; wave < waveCount; wave++) {
    yield;
    for (let k = 0; k < some.length; k++) some[k] = waves[k * stride * waveCount + wave]!; // k * stride < count
    const median = some.toSorted()[some.length >> 1]!; // at least one
    const word = wave >> 5;
    const bit = 1 << (wave & 31);
    for (let i = 0; i < count; i++) if (waves[i * waveCount + wave]! > median) signs[i * 2 + word]! |= bit; // i < count
  }
  return signs;
}

/** The widest reach that leaves room for a closer look at every candidate, from evenly strewn pairs. */
function radiusWithin(signs: Int32Array, centredSigns: Int32Array, count: number): number {
  const pairs = (count * (count - 1)) / 2;
  const allowed = Math.max(roomForAll, roomForEach * count) / pairs;
  const histogram = new Uint32Array(waveCount + 1);
  let i = 0;
  for (let taken = 0; taken < sampleSize; taken++) {
    // Steps by a prime walk through all pairs without a pattern of their own.
    i = (i + 7_919) % count;
    const j = (i + 1 + ((taken * 104_729) % (count - 1))) % count;
    histogram[Math.min(distance(signs, i, j), distance(centredSigns, i, j))]!++; // at most 64
  }
  let radius = 0;
  for (let seen = 0; radius < mostDifferent; radius++) {
    seen += histogram[radius + 1]!; // radius < 64
    if (seen > allowed * sampleSize) break;
  }
  return radius;
}

function distance(signs: Int32Array, i: number, j: number): number {
  return bitsOf(signs[i * 2]! ^ signs[j * 2]!, signs[i * 2 + 1]! ^ signs[j * 2 + 1]!); // two a print
}

/** Bits set in 32 (Warren, Hacker's Delight, 5-1). */
function bitCount(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Of two words at once. */
function bitsOf(first: number, second: number): number {
  let v = first - ((first >>> 1) & 0x55555555);
  let w = second - ((second >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  w = (w & 0x33333333) + ((w >>> 2) & 0x33333333);
  return (
    Math.imul((v & 0x0f0f0f0f) + ((v >>> 4) & 0x0f0f0f0f) + (w & 0x0f0f0f0f) + ((w >>> 4) & 0x0f0f0f0f), 0x01010101) >>>
    24
  );
}

/** The cosine between the waves of two prints. */
function agreement(waves: Float32Array, i: number, j: number): number {
  let sum = 0;
  for (let wave = 0; wave < waveCount; wave++) sum += waves[i * waveCount + wave]! * waves[j * waveCount + wave]!; // i, j < count
  return sum;
}
