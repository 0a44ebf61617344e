import { expect, test } from "vitest";
import { pack, unpack } from "./pack";

function roundTrip(value: unknown): unknown {
  const { json, arrays } = pack(value);
  const parts = arrays.map((array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return unpack(json, bytes.buffer);
}

test("everything comes back as it was, typed arrays of any offset and numbers that JSON does not know", () => {
  const value = {
    utf8: new Uint8Array([1, 2, 3]),
    values: new Float64Array([0.1, NaN, -Infinity]).subarray(1),
    nested: [{ codes: new Int32Array([-1, 5]) }, { none: null, empty: new Uint32Array(0) }],
    mean: NaN,
    limit: -Infinity,
    text: "温度 ☃",
    $array: ["Float64Array", 0, 1],
    $$: { $number: "7" },
    weights: new Float32Array([1.5]),
  };
  expect(roundTrip(value)).toEqual(value);
});

test("bytes that are missing and unknown types are refused", () => {
  expect(() => unpack('{"$array":["Float64Array",0,2]}', new ArrayBuffer(8))).toThrow(RangeError);
  expect(() => unpack('{"$array":["Float64Array",-8,1]}', new ArrayBuffer(8))).toThrow(RangeError);
  expect(() => unpack('{"$array":["Function",0,1]}', new ArrayBuffer(8))).toThrow(TypeError);
  expect(() => pack({ big: new BigInt64Array(1) })).toThrow(TypeError);
});
