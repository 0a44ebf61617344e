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
      const down = tapsOf(from.height, to.height);
      const across = tapsOf(from.width, to.width);
      const line = new Float64Array(from.width * picture.channels);
      for (let y = 0; y < to.height; y++) {
        // First down, which goes through the memory as it lies; then there are fewer lines to go across.
        mixLines(picture, from, down, y, line);
        mixPlaces(line, across, picture.channels, into, ((to.y + y) * lineWidth + to.x) * picture.channels);
      }
    },
  };
}

/** Line y of the result, still as wide as the part that it comes from. */
function mixLines(picture: Picture, from: Box, taps: Taps, y: number, line: Float64Array<ArrayBuffer>): void {
  const { channels, pixels, width } = picture;
  line.fill(0);
  for (let k = 0; k < taps.counts[y]!; k++) {
    const weight = taps.weights[y * taps.most + k]!; // k < counts[y] <= most
    const start = ((from.y + taps.first[y]! + k) * width + from.x) * channels; // y is a place of the taps
    for (let i = 0; i < line.length; i++) line[i]! += weight * pixels[start + i]!; // within the picture
  }
}

/** Writes the places of a line from `at` on. Stored as bytes they lose their fraction: half is added, so that they are rounded. */
function mixPlaces(
  line: Float64Array<ArrayBuffer>,
  { first, counts, most, weights }: Taps,
  channels: number,
  into: Uint8Array<ArrayBuffer>,
  at: number,
): void {
  let place = at;
  for (let x = 0; x < first.length; x++) {
    const [start, count] = [first[x]! * channels, counts[x]!]; // x < length
    for (let channel = 0; channel < channels; channel++) {
      let sum = 0.5;
      for (let k = 0, i = start + channel; k < count; k++, i += channels) sum += weights[x * most + k]! * line[i]!; // within the line
      into[place++] = sum;
    }
  }
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
