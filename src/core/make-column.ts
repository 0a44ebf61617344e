/** Making typed columns from plain lists; null is missing. */
import type { CategoryColumn, ImageColumn, NumberColumn, TextColumn, TimeColumn } from "./column";
import type { Picture } from "./picture";

export function numberColumn(name: string, values: ArrayLike<number | null>): NumberColumn {
  return { kind: "number", name, values: Float64Array.from(values, (value) => value ?? NaN) };
}

/** Milliseconds since 1970 UTC. */
export function timeColumn(name: string, values: ArrayLike<number | null>): TimeColumn {
  return { kind: "time", name, values: Float64Array.from(values, (value) => value ?? NaN) };
}

/** Codes in the order of `categories`, or of first appearance where it is left out. Throws for a value that is no category. */
export function categoryColumn(
  name: string,
  values: ArrayLike<string | null>,
  categories: readonly string[] = [...new Set(Array.from(values))].filter((value) => value !== null),
): CategoryColumn {
  const codeOf = new Map<string | null, number>([
    [null, -1],
    ...categories.map((category, i) => [category, i] as const),
  ]);
  const codes = Int32Array.from(values, (value) => {
    const code = codeOf.get(value);
    if (code === undefined) throw new RangeError(`“${value}” is no category of “${name}”: ${categories.join(", ")}`);
    return code;
  });
  return { kind: "category", name, codes, categories };
}

export function textColumn(name: string, values: readonly (string | null)[]): TextColumn {
  const encoder = new TextEncoder();
  const parts = values.map((value) => encoder.encode(value ?? ""));
  const offsets = new Uint32Array(parts.length + 1);
  parts.forEach((part, i) => {
    offsets[i + 1] = offsets[i]! + part.length; // written in order
  });
  const utf8 = new Uint8Array(offsets[parts.length]!); // the last offset
  parts.forEach((part, i) => utf8.set(part, offsets[i]));
  return { kind: "text", name, utf8, offsets };
}

/** Pictures one after another in one array; a column of grey and coloured ones is coloured. */
export function imageColumn(name: string, pictures: readonly (Picture | null)[]): ImageColumn {
  const channels = pictures.some((picture) => picture?.channels === 3) ? 3 : 1;
  const starts = new Uint32Array(pictures.length);
  const widths = new Uint16Array(pictures.length);
  const heights = new Uint16Array(pictures.length);
  let size = 0;
  pictures.forEach((picture, i) => {
    starts[i] = size;
    if (!picture) return;
    widths[i] = picture.width;
    heights[i] = picture.height;
    size += picture.width * picture.height * channels;
  });
  const pixels = new Uint8Array(size);
  pictures.forEach((picture, i) => {
    if (picture) pixels.set(channels === picture.channels ? picture.pixels : coloured(picture.pixels), starts[i]);
  });
  return { kind: "image", name, channels, pixels, starts, widths, heights };
}

function coloured(grey: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(grey.length * 3);
  for (let i = 0; i < pixels.length; i++) pixels[i] = grey[Math.floor(i / 3)]!; // a third of the bytes
  return pixels;
}
