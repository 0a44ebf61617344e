/** Rows for fitting: resident on a graphics device and gathered there by number, or copied from plain arrays batch by batch. */
import { webgpuInUse } from "./webgpu-in-use";
import type { Block } from "../core/block";
import { setNumbers } from "./in-place";
import { hasKernel, runKernel } from "./kernels/native-kernel";
import type { Loss } from "./losses/loss";
import { TensorScope } from "./scope";
import { tf } from "./tf";

export interface Rows {
  /** [row, ...inputShape] */
  readonly inputs: Block;
  /** [row, target]: class codes or numbers. */
  readonly targets: Float64Array | Float32Array;
  /** Targets of each row; 1 where not given. */
  readonly targetWidth?: number;
  /** [row]: how much each row counts. */
  readonly weights: Float32Array;
}

/** A batch on the device. `weights` is 0 for the rows that only fill it up. */
export interface Batch {
  readonly inputs: tf.Tensor;
  /** [batch, target] */
  readonly targets: tf.Tensor2D;
  /** [batch, 1] */
  readonly weights: tf.Tensor2D;
}

/**
 * Up to so many bytes of inputs and targets are kept on the device; beyond, batches are streamed. None where the processor
 * computes: a copy of 64 rows of 784 numbers takes it 0.05 ms, TensorFlow.js's own gather 2.8 ms.
 */
export function residentCapBytes(): number {
  const hasDevice = tf.getBackend() === "webgpu" || tf.getBackend() === "webgl";
  return hasDevice ? 256 * 2 ** 20 : 0;
}

/** Rows of a batch as they were copied, Float32, before they go up. */
export interface CopiedRows {
  /** [batch, ...inputShape] */
  readonly inputs: Float32Array<ArrayBuffer>;
  /** [batch, target] */
  readonly targets: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>;
  /** [batch] */
  readonly weights: Float32Array<ArrayBuffer>;
}

/** Changes a batch in place; `position` is that of its first row among those dealt. */
export type VaryBatch = (batch: CopiedRows, position: number) => void;

/** Batches of one size out of the rows of a source, one after the other. */
export interface Batches {
  /**
   * Says which rows the batches have: row numbers, or `padding` for a row that counts nothing. `vary` changes the batches;
   * throws where the rows are resident, for those are not copied.
   */
  deal(order: Int32Array, vary?: VaryBatch): void;
  /** Makes ready the batch at this position of what was dealt. */
  stage(index: number): void;
  /** The batch that was made ready, in the same place each time where the device can record; to be called inside a tidy. */
  batch(): Batch;
  dispose(): void;
}

export interface RowSource {
  readonly isResident: boolean;
  /** To be disposed of before the source. */
  batches(batchSize: number): Batches;
  dispose(): void;
}

/** Throws where the arrays do not have as many rows as each other. */
export function createRowSource(rows: Rows, loss: Loss, capBytes = residentCapBytes()): RowSource {
  const { inputs, targets, targetWidth = 1 } = rows;
  const rowCount = rowCountOf(rows);
  if (inputs.shape[0] !== rowCount || targets.length !== rowCount * targetWidth) {
    throw new RangeError(
      `${rowCount} rows are weighted, but there are ${inputs.shape[0]} rows of inputs and ${targets.length} targets, ${targetWidth} for each`,
    );
  }
  const bytes = (inputs.data.length + targets.length) * Float32Array.BYTES_PER_ELEMENT;
  return bytes <= capBytes ? residentRows(rows, loss) : streamedRows(rows, loss);
}

export function rowCountOf(rows: Rows): number {
  return rows.weights.length;
}

/** Number that stands for a row that counts nothing: one past the last. */
export function paddingOf(rows: Rows): number {
  return rowCountOf(rows);
}

/** Copies rows into arrays of fixed size, Float32; padding rows become zeros. */
function copyRows(rows: Rows, targetType: Loss["targetType"], numbers: Int32Array): CopiedRows {
  const width = rows.inputs.data.length / rowCountOf(rows);
  const { targetWidth = 1 } = rows;
  const inputs = new Float32Array(numbers.length * width);
  const targetCount = numbers.length * targetWidth;
  const targets = targetType === "int32" ? new Int32Array(targetCount) : new Float32Array(targetCount);
  const weights = new Float32Array(numbers.length);
  for (let i = 0; i < numbers.length; i++) {
    const row = numbers[i]!; // within numbers
    // A padding row lies past the end: empty slices, and 0.
    inputs.set(rows.inputs.data.subarray(row * width, (row + 1) * width), i * width);
    targets.set(rows.targets.subarray(row * targetWidth, (row + 1) * targetWidth), i * targetWidth);
    weights[i] = rows.weights[row] ?? 0;
  }
  return { inputs, targets, weights };
}

function upload(copied: CopiedRows, rows: Rows, loss: Loss): Batch {
  const count = copied.weights.length;
  return {
    inputs: tf.tensor(copied.inputs, [count, ...rows.inputs.shape.slice(1)]),
    targets: tf.tensor2d(copied.targets, [count, rows.targetWidth ?? 1], loss.targetType),
    weights: tf.tensor2d(copied.weights, [count, 1]),
  };
}

function residentRows(rows: Rows, loss: Loss): RowSource {
  const scope = new TensorScope();
  const all = Int32Array.from({ length: paddingOf(rows) + 1 }, (_, row) => row);
  const resident = upload(copyRows(rows, loss.targetType, all), rows, loss);
  for (const tensor of Object.values(resident)) scope.own(tensor as tf.Tensor); // the three of them
  return {
    isResident: true,
    batches: (batchSize) => gatheredBatches(resident, batchSize),
    dispose: () => scope.dispose(),
  };
}

/** Takes {inputs, targets, weights, order, position} and the setting `batchSize`: the batch at a position of the order, all on the device. */
const gatherName = "BatchOfRows";

function gatheredBatches({ inputs, targets, weights }: Batch, batchSize: number): Batches {
  const scope = new TensorScope();
  const position = scope.variable([1], Int32Array.of(0));
  let staged = 0;
  let order: tf.Variable | null = null;
  return {
    deal(dealt, vary) {
      if (vary) throw new Error("rows that lie on the device cannot be varied");
      if (order && order.size !== dealt.length) throw new RangeError("other numbers of rows were dealt before");
      if (order) return setNumbers(order, Int32Array.from(dealt));
      const made = tf.tensor1d(dealt, "int32");
      order = tf.variable(made, false);
      made.dispose();
    },
    stage(index) {
      staged = index;
      if (hasKernel(gatherName)) setNumbers(position, Int32Array.of(index));
    },
    batch() {
      if (!order) throw new Error("no rows were dealt");
      if (hasKernel(gatherName)) {
        const made = runKernel(gatherName, { inputs, targets, weights, order, position }, { batchSize });
        return { inputs: made[0]!, targets: made[1] as tf.Tensor2D, weights: made[2] as tf.Tensor2D }; // the kernel's three
      }
      const all: tf.Tensor = order;
      const numbers = tf.slice(all as tf.Tensor1D, [staged * batchSize], [batchSize]); // made of one axis
      return {
        inputs: tf.gather(inputs, numbers),
        targets: tf.gather(targets, numbers),
        weights: tf.gather(weights, numbers),
      };
    },
    dispose() {
      order?.dispose();
      scope.dispose();
    },
  };
}

function streamedRows(rows: Rows, loss: Loss): RowSource {
  return { isResident: false, batches: (batchSize) => copiedBatches(rows, loss, batchSize), dispose() {} };
}

function copiedBatches(rows: Rows, loss: Loss, batchSize: number): Batches {
  let order: Int32Array = new Int32Array();
  let varyBatch: VaryBatch | undefined;
  let copied: CopiedRows | null = null;
  let held: HeldBatch | null = null;
  return {
    deal(dealt, vary) {
      order = dealt;
      varyBatch = vary;
    },
    stage(index) {
      const position = index * batchSize;
      copied = copyRows(rows, loss.targetType, order.subarray(position, position + batchSize));
      varyBatch?.(copied, position);
      if (!webgpuInUse()) return;
      if (held) held.put(copied);
      else held = holdBatch(upload(copied, rows, loss));
    },
    batch() {
      if (!copied) throw new Error("no batch was made ready");
      return held?.batch ?? upload(copied, rows, loss);
    },
    dispose: () => held?.dispose(),
  };
}

/** A batch that stays where it is while its numbers change, so that a recorded step finds it. */
interface HeldBatch {
  readonly batch: Batch;
  put(copied: CopiedRows): void;
  dispose(): void;
}

function holdBatch(first: Batch): HeldBatch {
  const hold = <T extends tf.Tensor>(tensor: T): T & tf.Variable => {
    const variable = tf.variable(tensor, false);
    tensor.dispose();
    return variable as unknown as T & tf.Variable; // of the same rank
  };
  const [inputs, targets, weights] = [hold(first.inputs), hold(first.targets), hold(first.weights)];
  return {
    batch: { inputs, targets, weights },
    put(copied) {
      setNumbers(inputs, copied.inputs);
      setNumbers(targets, copied.targets);
      setNumbers(weights, copied.weights);
    },
    dispose() {
      for (const variable of [inputs, targets, weights]) variable.dispose();
    },
  };
}
