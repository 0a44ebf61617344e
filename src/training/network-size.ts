/** When a network is so big for its data that somebody should be told before it starts. */
import type { Wording } from "../core/wording";

const mostWeights = 10_000_000;
/** Networks learn well with many more weights than rows, but not with this many. */
const mostWeightsOfRow = 1_000;

const digits = new Intl.NumberFormat("en", { maximumSignificantDigits: 2 });

/** A sentence, or null where the network is of a usual size. */
export function warnOfSize(weightCount: number, rowCount: number): Wording | null {
  if (weightCount <= mostWeights && weightCount <= mostWeightsOfRow * rowCount) return null;
  const [weights, ofRow] = [digits.format(weightCount), digits.format(weightCount / Math.max(1, rowCount))];
  return {
    en: `This network is far too big for the data: ${weights} weights, ${ofRow} for every training row. It will need much time and memory, and mostly learn the training rows by heart. A smaller one, or the default, will do better.`,
    zh: `这个网络对于当前数据来说太大：共 ${weights} 个权重，平均每个训练样本 ${ofRow} 个。它会占用大量时间和内存，而且多半只是死记训练数据。请改用较小的网络或默认设置。`,
  };
}
