import type { Field } from "./field";
import type { Wording } from "./wording";

/** Pixels of a side to which a network brings its pictures, 0 by default; what 0 means is each family's. */
export function imageSizeField(help: Wording): Field {
  return {
    ...{ id: "imageSize", type: "integer", default: 0, min: 0, max: 512 },
    label: { en: "Image size", zh: "图像大小" },
    help,
  };
}

/** Where 0 leaves it to the pictures. */
export const ownImageSizeField = imageSizeField({
  en: "Side in pixels to which every picture is brought; 0 follows the pictures, up to 64.",
  zh: "每张图片统一到的边长（像素）；0 表示按图片本身决定，最多 64。",
});
