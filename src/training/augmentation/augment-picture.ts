/** Varies a picture as the settings say: one inverse affine map with bilinear sampling, then brightness and contrast. */
import type { Random } from "../../core/random";
import type { AugmentationSettings } from "../../core/augmentation";
import { drawChange, type PictureChange } from "./picture-change";

export interface PictureShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Distance from black to white in each channel: what a brightness of 1 adds. */
  readonly fullScale: readonly number[];
}

/**
 * `from` and `into` are [height, width, channel] and no part of each other. Beyond the edge the nearest pixel is repeated:
 * an edge of zeros would be something to learn. The same random stream gives the same picture.
 */
export function augmentPicture(
  from: Float32Array,
  into: Float32Array,
  shape: PictureShape,
  settings: AugmentationSettings,
  random: Random,
): void {
  changePicture(from, into, shape, drawChange(settings, random));
}

/** Does a change; one that changes nothing copies to the last bit. */
export function changePicture(
  from: Float32Array,
  into: Float32Array,
  shape: PictureShape,
  change: PictureChange,
): void {
  if (movesPixels(change)) warp(from, into, shape, change);
  else into.set(from);
  if (change.brightness !== 0 || change.contrast !== 1) changeLight(into, shape, change);
}

function movesPixels(change: PictureChange): boolean {
  const { isFlippedHorizontally, isFlippedVertically, shiftX, shiftY, rotation, size } = change;
  return isFlippedHorizontally || isFlippedVertically || shiftX !== 0 || shiftY !== 0 || rotation !== 0 || size !== 1;
}

/** Without the dust of π, so that a quarter turn moves whole pixels. */
function clean(value: number): number {
  return Math.round(value * 1e12) / 1e12;
}

/** Where a pixel of the new picture comes from: the middle + M (p − the middle − shift), M the inverse of turning, growing and flipping. */
function warp(from: Float32Array, into: Float32Array, shape: PictureShape, change: PictureChange): void {
  const { height, width, channels } = shape;
  const angle = (change.rotation * Math.PI) / 180;
  const cosine = clean(Math.cos(angle)) / change.size;
  const sine = clean(Math.sin(angle)) / change.size;
  const signX = change.isFlippedHorizontally ? -1 : 1;
  const signY = change.isFlippedVertically ? -1 : 1;
  const [midX, midY] = [(width - 1) / 2, (height - 1) / 2];
  const [targetX, targetY] = [midX + change.shiftX * width, midY + change.shiftY * height];
  const [xx, xy, yx, yy] = [signX * cosine, signX * sine, -signY * sine, signY * cosine];
  const [lastX, lastY] = [width - 1, height - 1];
  const line = width * channels;
  let at = 0;
  for (let y = 0; y < height; y++) {
    const [startX, startY] = [midX + xy * (y - targetY), midY + yy * (y - targetY)];
    for (let x = 0; x < width; x++) {
      let sourceX = startX + xx * (x - targetX);
      let sourceY = startY + yx * (x - targetX);
      sourceX = sourceX > 0 ? (sourceX < lastX ? sourceX : lastX) : 0;
      sourceY = sourceY > 0 ? (sourceY < lastY ? sourceY : lastY) : 0;
      const left = sourceX | 0;
      const top = sourceY | 0;
      const right = sourceX - left;
      const below = sourceY - top;
      // Weights of 0 and 1 leave a value as it is, to the last bit.
      const topLeft = (1 - right) * (1 - below);
      const topRight = right * (1 - below);
      const bottomLeft = (1 - right) * below;
      const bottomRight = right * below;
      const place = top * line + left * channels;
      const across = left < lastX ? channels : 0;
      const down = top < lastY ? line : 0;
      if (channels === 1) {
        // Written out: half the time of the loop below.
        into[at++] =
          topLeft * from[place]! + // all four places are in the picture
          topRight * from[place + across]! +
          bottomLeft * from[place + down]! +
          bottomRight * from[place + across + down]!;
        continue;
      }
      for (let end = at + channels, p = place; at < end; at++, p++) {
        into[at] =
          topLeft * from[p]! + // as above
          topRight * from[p + across]! +
          bottomLeft * from[p + down]! +
          bottomRight * from[p + across + down]!;
      }
    }
  }
}

/** mean + contrast × (value − mean) + brightness × full scale, the mean over all pixels and channels. */
function changeLight(picture: Float32Array, shape: PictureShape, { brightness, contrast }: PictureChange): void {
  const { channels, fullScale } = shape;
  let sum = 0;
  if (contrast !== 1) for (let i = 0; i < picture.length; i++) sum += picture[i]!; // i < length
  const middle = ((1 - contrast) * sum) / picture.length;
  for (let channel = 0; channel < channels; channel++) {
    const added = middle + brightness * (fullScale[channel] ?? 1);
    for (let i = channel; i < picture.length; i += channels) picture[i] = contrast * picture[i]! + added; // i < length
  }
}
