/** The only bulk value that crosses a boundary, always by transfer: numbers in row-major order with their shape. */
export interface Block {
  readonly data: Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
  readonly shape: readonly number[];
}

/** Number of elements of a shape; 1 for a scalar. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, extent) => size * extent, 1);
}

/** Wraps numbers with a shape. Throws where the count of numbers is not the product of the shape. */
export function createBlock(data: Block["data"], shape: readonly number[]): Block {
  if (data.length !== sizeOf(shape)) {
    throw new RangeError(`${data.length} numbers do not fill the shape [${shape.join(", ")}]`);
  }
  return { data, shape };
}
