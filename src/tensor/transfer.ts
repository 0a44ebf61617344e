/** Numbers to the device and back: Float64 blocks become Float32 here and nowhere else. */
import type { Block } from "../core/block";
import { createBlock } from "../core/block";
import { fail } from "../core/failure";
import { deviceLoss } from "./device-loss";
import { tf } from "./tf";

export function upload(block: Block): tf.Tensor {
  return tf.tensor(toFloat32(block.data), [...block.shape], "float32");
}

export function toFloat32(data: Float32Array | Float64Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(data);
}

/** Reads a tensor back. Rejects with `engine/device-lost` where the device is gone: without it the read would wait for ever. */
export async function read(tensor: tf.Tensor): Promise<Float32Array<ArrayBuffer>> {
  const lost = deviceLoss();
  const data = await (lost ? Promise.race([tensor.data<"float32">(), rejectOn(lost)]) : tensor.data<"float32">());
  return Float32Array.from(data);
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

async function rejectOn(lost: Promise<string>): Promise<never> {
  throw fail("engine/device-lost", { reason: await lost });
}
