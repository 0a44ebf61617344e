/**
 * The filter gradient of the CPU backend without its index arithmetic: the same sums in the same order, a hundred times
 * faster, so that a convolution network can be fitted there in a test.
 */
import { tf } from "../tf";
import { referenceKernel } from "./cpu-kernel.fixture";

interface Attributes {
  readonly strides: [number, number] | number;
  readonly pad: "same" | "valid";
  readonly filterShape: [number, number, number, number];
}

const filterGradient = referenceKernel((arrays, settings) => {
  const { strides, pad, filterShape } = settings as unknown as Attributes; // given by the gradient of a convolution
  const shape = arrays.shapeOf("x") as [number, number, number, number]; // images
  const { padInfo, ...info } = tf.backend_util.computeConv2DInfo(shape, filterShape, strides, 1, pad);
  const [x, dy] = [arrays.read("x"), arrays.read("dy")];
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = info;
  const sums = new Float64Array(filterShape.reduce((a, b) => a * b));
  for (let i = 0; i < info.filterHeight; i++)
    for (let j = 0; j < info.filterWidth; j++)
      for (let n = 0; n < batchSize; n++)
        for (let row = 0; row < outHeight; row++)
          for (let column = 0; column < outWidth; column++) {
            const y = i + row * info.strideHeight - padInfo.top;
            const z = j + column * info.strideWidth - padInfo.left;
            if (y < 0 || y >= inHeight || z < 0 || z >= inWidth) continue;
            const from = ((n * inHeight + y) * inWidth + z) * inChannels;
            const slope = ((n * outHeight + row) * outWidth + column) * outChannels;
            let to = (i * info.filterWidth + j) * inChannels * outChannels;
            for (let c = 0; c < inChannels; c++)
              for (let f = 0; f < outChannels; f++) sums[to++]! += x[from + c]! * dy[slope + f]!; // within the arrays
          }
  return [arrays.output(filterShape, sums)];
});

/** Puts it in the place of the stock kernel; the function that comes back undoes it. */
export function hastenFilterGradient(): () => void {
  const stock = tf.getKernel("Conv2DBackpropFilter", "cpu");
  const replace = (kernelFunc: tf.KernelFunc) => {
    tf.unregisterKernel(stock.kernelName, "cpu");
    tf.registerKernel({ ...stock, kernelFunc });
  };
  replace((given) => [filterGradient(given)].flat()[0]!); // its one output
  return () => replace(stock.kernelFunc);
}
