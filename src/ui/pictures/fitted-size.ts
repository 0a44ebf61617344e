export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest size of the same shape inside a box, at least one pixel each way. */
export function fittedSize(picture: Size, box: Size): Size {
  const scale = Math.min(box.width / picture.width, box.height / picture.height);
  return {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
  };
}

/** Beyond this many times its size a picture shows its pixels as squares instead of a blur. */
const smoothUpTo = 2;

export function showsPixels(picture: Size, shown: Size): boolean {
  return shown.width > smoothUpTo * picture.width;
}
