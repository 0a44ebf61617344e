/** Making typed columns from plain lists; null is missing. */
import type { CategoryColumn, NumberColumn, TextColumn, TimeColumn } from "./column";

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
