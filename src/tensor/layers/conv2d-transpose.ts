/** A convolution run backwards: every pixel paints its filters into a larger image. What autoencoders grow images with. */
import { tf } from "../tf";
import { bend } from "./activation";
import { biasWeights } from "./bias";
import { filtersLabel, type ImageFilters } from "./image-filters";
import { kernelWeight } from "./kernel-weight";
import type { LayerKind } from "./layer";
import { imageShape, pairOf } from "./sliding-window";

export interface Conv2dTransposeSpec extends ImageFilters {
  readonly type: "conv2d-transpose";
  readonly filters: number;
}

export const conv2dTranspose: LayerKind<Conv2dTransposeSpec> = {
  label: (spec) => filtersLabel({ en: "Transposed convolution", zh: "转置卷积" }, spec, spec.filters),
  isStochastic: false,
  outputShape(spec, inputShape) {
    const [height, width] = imageShape("a transposed convolution", inputShape);
    return [...grownExtents(spec, height, width), spec.filters];
  },
  weights({ filters, kernelSize, useBias }, [, , channels = 0]) {
    const [height, width] = pairOf(kernelSize);
    const area = height * width;
    const kernel = kernelWeight("kernel", [height, width, filters, channels], area * channels, area * filters);
    return [kernel, ...biasWeights(filters, useBias)];
  },
  apply(spec, inputs, [kernel, bias]) {
    const { filters, strides = 1, padding = "valid", activation } = spec;
    const x = inputs as tf.Tensor4D; // outputShape has checked the rank
    const [batch, height, width] = x.shape;
    const shape: [number, number, number, number] = [batch, ...grownExtents(spec, height, width), filters];
    const z = tf.conv2dTranspose(x, kernel as tf.Tensor4D, shape, pairOf(strides), padding); // made by weights()
    return bend(bias ? tf.add(z, bias) : z, activation);
  },
};

/** Height and width of the outputs: as Keras has it, the smallest image whose convolution gives the inputs. */
function grownExtents(
  { kernelSize, strides = 1, padding = "valid" }: Conv2dTransposeSpec,
  height: number,
  width: number,
): [number, number] {
  const [size, stride] = [pairOf(kernelSize), pairOf(strides)];
  const grown = (extent: number, axis: 0 | 1) =>
    extent * stride[axis] + (padding === "same" ? 0 : Math.max(0, size[axis] - stride[axis]));
  return [grown(height, 0), grown(width, 1)];
}
