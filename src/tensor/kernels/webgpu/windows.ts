/** Windows that go over images, of pooling or of filters: what their programs are told, and which of them lie over a number. */
import type { tf } from "../../tf";
import type { Uniforms } from "./dispatch";

/** The results may have another shape than `info` says. */
export function windowUniforms(
  info: tf.backend_util.Conv2DInfo,
  [, outHeight = 0, outWidth = 0]: readonly number[] = info.outShape,
): Uniforms {
  return {
    ...{ height: info.inHeight, width: info.inWidth, channels: info.inChannels, outHeight, outWidth },
    ...{ windowHeight: info.filterHeight, windowWidth: info.filterWidth },
    ...{ down: info.strideHeight, right: info.strideWidth, top: info.padInfo.top, left: info.padInfo.left },
  };
}

/** WGSL: the results `first` to before `last` whose windows lie over the number `at`, which is `place` when the padding is counted. */
export const windowsOver = `
  let channel = at % given.channels;
  let site = at / given.channels;
  let line = site / given.width;
  let image = line / given.height;
  let place = vec2i(site % given.width + given.left, line % given.height + given.top);
  let step = vec2i(given.right, given.down);
  let first = (max(vec2i(), place - vec2i(given.windowWidth, given.windowHeight) + 1) + step - 1) / step;
  let last = min(vec2i(given.outWidth, given.outHeight), place / step + 1);`;
