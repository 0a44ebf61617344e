/** Pictures of another size: the mean over the area that a pixel covers where they shrink, linear between neighbours where they grow. */
import type { Picture } from "../../core/picture";

/** A part of a picture, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What each place of an axis is made of: places first[i] .. and their weights, `most` for each i, which sum to 1. */
interface Taps {
  readonly first: Int32Array<ArrayBuffer>;
  readonly counts: Int32Array<ArrayBuffer>;
  readonly most: number;
  readonly weights: Float64Array<ArrayBuffer>;
}

/** Resamples one picture after another: weights are worked out once for each pair of lengths. */
export interface Resampler {
  /** Writes the part `from` of a picture into the part `to` of bytes [?, lineWidth, channels]. Byte values are rounded once. */
  resample(picture: Picture, from: Box, into: Uint8Array<ArrayBuffer>, lineWidth: number, to: Box): void;
}

export function createResampler(): Resampler {
  const known = new Map<string, Taps>();
  const tapsOf = (from: number, to: number): Taps => {
    const key = `${from} ${to}`;
    const taps = known.get(key) ?? makeTaps(from, to);
    known.set(key, taps);
    return taps;
  };
  return {
    resample(picture, from, into, lineWidth, to) {
      const across = tapsOf(from.width, to.width);
      const lines = shrinkLines(picture, from, across, to.width);
      const width = to.width * picture.channels;
      const line = new Float32Array(width);
      const { first, counts, most, weights } = tapsOf(from.height, to.height);
      for (let y = 0; y < to.height; y++) {
        line.fill(0.5); // so that cutting off the fraction rounds
        for (let k = 0; k < counts[y]!; k++) {
          const weight = weights[y * most + k]!; // k < counts[y] <= most
          const start = (first[y]! + k) * width; // y < to.height
          for (let i = 0; i < width; i++) line[i]! += weight * lines[start + i]!; // within the line
        }
        into.set(line, ((to.y + y) * lineWidth + to.x) * picture.channels);
      }
    },
  };
}

/** The lines of a part of a picture at another width: [from.height, width, channels]. */
function shrinkLines(picture: Picture, from: Box, taps: Taps, width: number): Float32Array<ArrayBuffer> {
  const { channels, pixels } = picture;
  const { first, counts, most, weights } = taps;
  const lines = new Float32Array(from.height * width * channels);
  let at = 0;
  for (let y = 0; y < from.height; y++) {
    const start = ((from.y + y) * picture.width + from.x) * channels;
    for (let x = 0; x < width; x++) {
      const count = counts[x]!; // x < width
      for (let channel = 0; channel < channels; channel++) {
        let place = start + first[x]! * channels + channel; // x < width
        let sum = 0;
        for (let k = 0; k < count; k++, place += channels) sum += weights[x * most + k]! * pixels[place]!; // in the picture
        lines[at++] = sum;
      }
    }
  }
  return lines;
}

function makeTaps(from: number, to: number): Taps {
  const ratio = from / to;
  const most = to < from ? Math.ceil(ratio) + 1 : 2;
  const first = new Int32Array(to);
  const counts = new Int32Array(to);
  const weights = new Float64Array(to * most);
  for (let i = 0; i < to; i++) {
    if (to < from) {
      const [start, end] = [i * ratio, (i + 1) * ratio];
      first[i] = Math.floor(start);
      // The dust of a product must not reach for a place past the end.
      const last = Math.min(from, Math.ceil(end - 1e-9));
      counts[i] = last - first[i]!; // just written
      for (let place = first[i]!; place < last; place++) {
        const share = Math.min(end, place + 1) - Math.max(start, place);
        weights[i * most + place - first[i]!] = share / ratio; // just written
      }
      continue;
    }
    // Middles of pixels lie half a pixel from the edge; beyond the outermost ones the edge goes on.
    const place = Math.min(from - 1, Math.max(0, (i + 0.5) * ratio - 0.5));
    const below = Math.floor(place);
    first[i] = below;
    counts[i] = below === place ? 1 : 2;
    weights[i * most] = 1 - (place - below);
    weights[i * most + 1] = place - below;
  }
  return { first, counts, most, weights };
}
