/** Decoding by the browser, in a worker. */
import type { Picture } from "../../core/picture";
import type { PictureFile } from "./read-picture-file";
import { fitWithin } from "./shrink";

/** @returns a picture of at most `longestSide` pixels, grey where all its pixels are. Rejects where the file cannot be decoded. */
export type DecodePicture = (file: PictureFile, longestSide: number) => Promise<Picture>;

/**
 * The first frame, turned as its notes say, with the colours that stand in the file (profiles are passed over, as Python's
 * tools do), on white where it is transparent: that is how browsers and printed pages show it. 16 bits become 8.
 */
export const decodePicture: DecodePicture = async ({ bytes, format }, longestSide) => {
  const blob = new Blob([bytes], { type: format.type });
  const whole = await createImageBitmap(blob, { colorSpaceConversion: "none", imageOrientation: "from-image" });
  try {
    // Turned pictures have their sides the other way round, so the size is known only now.
    const { width, height } = fitWithin(whole, longestSide);
    if (width === whole.width && height === whole.height) return readPixels(whole);
    const small = await createImageBitmap(whole, { resizeWidth: width, resizeHeight: height, resizeQuality: "high" });
    try {
      return readPixels(small);
    } finally {
      small.close();
    }
  } finally {
    whole.close();
  }
};

let context: OffscreenCanvasRenderingContext2D | null = null;

function readPixels(bitmap: ImageBitmap): Picture {
  const { width, height } = bitmap;
  const canvas = context?.canvas;
  if (!context || !canvas || canvas.width < width || canvas.height < height) {
    context = new OffscreenCanvas(
      Math.max(width, canvas?.width ?? 0),
      Math.max(height, canvas?.height ?? 0),
    ).getContext("2d", { alpha: false, willReadFrequently: true });
  }
  if (!context) throw new Error("this browser gives no canvas to a worker");
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  return withoutAlpha(context.getImageData(0, 0, width, height));
}

function withoutAlpha({ width, height, data }: ImageData): Picture {
  const channels = isGrey(data) ? 1 : 3;
  const pixels = new Uint8Array(width * height * channels);
  for (let from = 0, to = 0; from < data.length; from += 4) {
    for (let channel = 0; channel < channels; channel++) pixels[to++] = data[from + channel]!; // four bytes a pixel
  }
  return { width, height, channels, pixels };
}

function isGrey(data: Uint8ClampedArray): boolean {
  for (let i = 0; i < data.length; i += 4) if (data[i] !== data[i + 1] || data[i] !== data[i + 2]) return false;
  return true;
}
