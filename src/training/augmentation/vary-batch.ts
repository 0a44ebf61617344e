/** Varies the training pictures of a batch, each by its place in the epoch alone, and mixes them where that is asked for: a run that is resumed sees what the undisturbed one saw. */
import { sizeOf } from "../../core/block";
import type { AugmentationSettings } from "../../core/augmentation";
import type { Random } from "../../core/random";
import type { VaryBatch } from "../../tensor/rows";
import { augmentPicture, type PictureShape } from "./augment-picture";
import { mixPairs } from "./mix-pairs";

/** Makes the variation of an epoch from its random stream. */
export type Variation = (epoch: Random) => VaryBatch;

/** null where nothing is to be varied, or the inputs are no pictures. `fullScale` is 1 for every channel where not given. */
export function createVariation(
  settings: AugmentationSettings | false,
  inputShape: readonly number[],
  fullScale?: readonly number[],
): Variation | null {
  const [height, width, channels] = inputShape;
  if (!settings || height === undefined || width === undefined || channels === undefined) return null;
  if (!Object.values(settings).some((value) => value > 0)) return null;
  const shape: PictureShape = { height, width, channels, fullScale: fullScale ?? [] };
  const size = sizeOf(inputShape);
  const before = new Float32Array(size);
  const { mixup = 0 } = settings;
  return (epoch) => (batch, position) => {
    const { inputs } = batch;
    for (let row = 0; row * size < inputs.length; row++) {
      const picture = inputs.subarray(row * size, (row + 1) * size);
      before.set(picture);
      augmentPicture(before, picture, shape, settings, epoch.fork(position + row));
    }
    if (mixup > 0) mixPairs(batch, mixup, epoch.fork(`mixed from ${position}`));
  };
}
