/** Drawing pictures on the page: a little in every frame, so that many at once never hold up the page. */
import type { Picture } from "../../core/picture";

/** Time that drawing may take of one frame. */
const frameBudgetMs = 5;

const waiting = new Set<() => void>();
let isAsked = false;

function drawSome(): void {
  isAsked = false;
  const start = performance.now();
  for (const draw of waiting) {
    waiting.delete(draw);
    draw();
    if (performance.now() - start > frameBudgetMs) break;
  }
  askForFrame();
}

function askForFrame(): void {
  if (isAsked || waiting.size === 0) return;
  isAsked = true;
  requestAnimationFrame(drawSome);
}

/** Draws in one of the next frames, in the order of asking; returns how to call that off. */
export function drawSoon(draw: () => void): () => void {
  waiting.add(draw);
  askForFrame();
  return () => waiting.delete(draw);
}

/** Bytes [height, width, 4] for a canvas: grey is shown as grey, everything is opaque. */
export function canvasPixels(picture: Picture): ImageData {
  return filled(new ImageData(picture.width, picture.height), picture);
}

function filled(image: ImageData, { channels, pixels }: Picture): ImageData {
  // Four bytes at once; the order of bytes in a word is that of every machine with a browser: the lowest first.
  const words = new Uint32Array(image.data.buffer);
  if (channels === 1) {
    for (let at = 0; at < words.length; at++) words[at] = 0xff000000 | (pixels[at]! * 0x010101); // one byte a pixel
  } else {
    for (let at = 0, from = 0; at < words.length; at++, from += 3) {
      words[at] = 0xff000000 | (pixels[from + 2]! << 16) | (pixels[from + 1]! << 8) | pixels[from]!; // three bytes a pixel
    }
  }
  return image;
}

/** Thumbnails are many and of one size: they are drawn through one piece of memory. */
let scratch: ImageData | null = null;

/** Gives the canvas the picture's own size, pixel for pixel. */
export function drawPicture(canvas: HTMLCanvasElement, picture: Picture): void {
  const { width, height } = picture;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  if (scratch?.width !== width || scratch.height !== height) scratch = new ImageData(width, height);
  canvas.getContext("2d")?.putImageData(filled(scratch, picture), 0, 0);
}
