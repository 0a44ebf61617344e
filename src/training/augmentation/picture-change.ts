/** One random change of a picture: drawn from the settings, then done by a single resampling. */
import type { Random } from "../../core/random";
import type { AugmentationSettings } from "../../core/augmentation";

/** What is done to a picture, about its middle. */
export interface PictureChange {
  readonly isFlippedHorizontally: boolean;
  readonly isFlippedVertically: boolean;
  /** Fraction of the width to the right, of the height down. */
  readonly shiftX: number;
  readonly shiftY: number;
  /** Degrees, clockwise. */
  readonly rotation: number;
  /** 2 is twice as large. */
  readonly size: number;
  /** Fraction of the full scale that is added. */
  readonly brightness: number;
  /** Factor of the differences from the picture's mean. */
  readonly contrast: number;
}

/** Always eight draws, so that one setting does not change what comes of another. */
export function drawChange(settings: AugmentationSettings, random: Random): PictureChange {
  const { shift = 0, rotate = 0, zoom = 0, brightness = 0, contrast = 0 } = settings;
  const around = (most: number) => most * (2 * random.next() - 1);
  return {
    isFlippedHorizontally: random.next() < (settings.flipHorizontal ?? 0),
    isFlippedVertically: random.next() < (settings.flipVertical ?? 0),
    shiftX: around(shift),
    shiftY: around(shift),
    rotation: around(rotate),
    // Twice as large is as likely as half as large.
    size: (1 + zoom) ** around(1),
    brightness: around(brightness),
    contrast: 1 + around(contrast),
  };
}
