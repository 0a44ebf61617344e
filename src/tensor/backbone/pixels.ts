/** Pixels from 0 to 1 in the range and the channels that a network was trained with. */
import type { PixelRange } from "../../core/backbone";
import { tf } from "../tf";

/** Mean and standard deviation of ImageNet's red, green and blue, from 0 to 1, as PyTorch's models take them. */
const imagenet = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] };
/** Mean blue, green and red of ImageNet in bytes: what Caffe's networks, and with them Keras's VGG and ResNet50, take off. */
const caffeMeans = [103.939, 116.779, 123.68];
/** Brightness of red, green and blue (ITU-R BT.601). */
const brightness = [0.299, 0.587, 0.114];

/** [batch, height, width, channel] from 0 to 1 to as many channels as the network has; grey stands for all three of them. */
export function inChannels(x: tf.Tensor, channels: number): tf.Tensor {
  const own = x.shape.at(-1) ?? 0;
  if (own === channels) return x;
  if (own === 1) return tf.tile(x, [1, 1, 1, channels]);
  return tf.sum(tf.mul(x, tf.tensor1d(brightness)), -1, true);
}

/** One channel takes the mean of the three constants. */
export function inRange(x: tf.Tensor, range: PixelRange): tf.Tensor {
  const fitted = (constants: readonly number[]) => {
    const mean = constants.reduce((sum, value) => sum + value, 0) / constants.length;
    return tf.tensor1d(x.shape.at(-1) === constants.length ? [...constants] : [mean]);
  };
  switch (range) {
    case "unit":
      return x;
    case "signed":
      return tf.sub(tf.mul(x, 2), 1);
    case "bytes":
      return tf.mul(x, 255);
    case "imagenet":
      return tf.div(tf.sub(x, fitted(imagenet.mean)), fitted(imagenet.deviation));
    case "caffe": {
      const channels = tf.split(tf.mul(x, 255), x.shape.at(-1) ?? 1, -1);
      return tf.sub(tf.concat(channels.toReversed(), -1), fitted(caffeMeans));
    }
  }
}
