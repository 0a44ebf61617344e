/** One picture: bytes 0 to 255, [height, width, channels], row-major. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** 1 is grey, 3 red, green and blue. */
  readonly channels: 1 | 3;
  readonly pixels: Uint8Array<ArrayBuffer>;
}
