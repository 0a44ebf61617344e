/** Numbers to the device and back: Float64 blocks become Float32 here and nowhere else. */
import type { Block } from "../core/block";
import { createBlock } from "../core/block";
import { isDeviceLoss, unlessDeviceLost } from "./device-loss";
import { tf } from "./tf";

export function upload(block: Block): tf.Tensor {
  return tf.tensor(toFloat32(block.data), [...block.shape], "float32");
}

export function toFloat32(data: Float32Array | Float64Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(data);
}

/** Reads a tensor back. Rejects with `engine/device-lost` where the device is gone, and the tensor with it unless it is a variable. */
export async function read(tensor: tf.Tensor): Promise<Float32Array<ArrayBuffer>> {
  try {
    return Float32Array.from(await unlessDeviceLost(tensor.data<"float32">()));
  } catch (error) {
    // Most are made only to be read, and there is nothing left to read.
    if (isDeviceLoss(error) && !(tensor instanceof tf.Variable)) tensor.dispose();
    throw error;
  }
}

export async function download(tensor: tf.Tensor): Promise<Block> {
  return createBlock(await read(tensor), tensor.shape);
}

/** Reads several tensors in one go: their reads are under way together. */
export async function downloadAll(
  tensors: Readonly<Record<string, tf.Tensor>>,
): Promise<Readonly<Record<string, Block>>> {
  const entries = Object.entries(tensors).map(async ([name, tensor]) => [name, await download(tensor)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
