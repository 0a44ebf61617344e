/** Grey pictures of coloured ones, and the other way round. */
import type { Picture } from "../../core/picture";

/** The picture with so many channels: grey is the luma of Rec. ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B; colour of grey is three times the same. */
export function inChannels(picture: Picture, channels: 1 | 3): Picture {
  if (picture.channels === channels) return picture;
  const from = picture.pixels;
  const pixels = new Uint8Array(picture.width * picture.height * channels);
  if (channels === 3) {
    for (let i = 0; i < from.length; i++) pixels.fill(from[i]!, 3 * i, 3 * i + 3); // i < length
  } else {
    for (let i = 0, at = 0; i < pixels.length; i++, at += 3) {
      pixels[i] = (299 * from[at]! + 587 * from[at + 1]! + 114 * from[at + 2]! + 500) / 1000; // three bytes a pixel
    }
  }
  return { ...picture, channels, pixels };
}
