/** Numbers that change while the tensor stays where it is, so that a recorded step finds them. */
import { webgpuInUse } from "./webgpu-in-use";
import { placeOf } from "./kernels/webgpu/backend";
import { flush } from "./replay/recording";
import { tf } from "./tf";

/** Puts numbers into a variable: on WebGPU where it lies, elsewhere by assigning a tensor of them. */
export function setNumbers(variable: tf.Variable, values: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>): void {
  const backend = webgpuInUse();
  if (!backend) {
    const tensor = tf.tensor(values, variable.shape, variable.dtype);
    variable.assign(tensor);
    tensor.dispose();
    return;
  }
  backend.uploadToGPU(variable.dataId);
  const data = backend.tensorMap.get(variable.dataId);
  // What is asked of the device already still wants the old numbers.
  flush(backend);
  const [buffer, offset] = placeOf(data);
  backend.queue.writeBuffer(buffer, offset, values);
  data.values = null;
}
