/** The settings by which training pictures are varied: their form, their bounds and their defaults. */
import { fail } from "./failure";
import type { Field } from "./field";
import { resolveFields } from "./field";

/** Largest changes, each drawn anew for every picture of every batch; what is left out is 0. */
export interface AugmentationSettings {
  /** Chance of a mirror image, 0 to 1. */
  readonly flipHorizontal?: number;
  readonly flipVertical?: number;
  /** Fraction of the side, in both directions. */
  readonly shift?: number;
  /** Degrees, to either side. */
  readonly rotate?: number;
  /** Fraction: 0.1 is from 1 / 1.1 to 1.1 times the size. */
  readonly zoom?: number;
  /** Fraction of the full scale that is added or taken away. */
  readonly brightness?: number;
  /** Fraction by which differences from the picture's mean grow or shrink. */
  readonly contrast?: number;
  /** Mixes pairs of pictures and their targets with a share from Beta(α, α): Zhang et al. 2018. */
  readonly mixup?: number;
}

/** Defaults are 0: nothing is varied that was not asked for. Flips stay off unless chosen, for a mirror image may mean something else. */
export const augmentationFields: readonly Field[] = [
  {
    id: "shift",
    type: "number",
    default: 0,
    min: 0,
    max: 0.5,
    label: { en: "Shift", zh: "平移" },
    help: { en: "At most this fraction of the side, in any direction.", zh: "向任意方向移动，最多为边长的这一比例。" },
  },
  {
    id: "rotate",
    type: "number",
    default: 0,
    min: 0,
    max: 180,
    label: { en: "Turn (degrees)", zh: "旋转（度）" },
    help: { en: "At most so many degrees to either side.", zh: "向任一侧旋转，最多这么多度。" },
  },
  {
    id: "zoom",
    type: "number",
    default: 0,
    min: 0,
    max: 1,
    label: { en: "Zoom", zh: "缩放" },
    help: { en: "0.1 is from 1 / 1.1 to 1.1 times the size.", zh: "0.1 表示大小从 1/1.1 倍到 1.1 倍。" },
  },
  {
    id: "brightness",
    type: "number",
    default: 0,
    min: 0,
    max: 1,
    label: { en: "Brightness", zh: "亮度" },
    help: {
      en: "At most this fraction of the way from black to white is added or taken away.",
      zh: "增加或减少亮度，最多为黑白之差的这一比例。",
    },
  },
  {
    id: "contrast",
    type: "number",
    default: 0,
    min: 0,
    max: 0.9,
    label: { en: "Contrast", zh: "对比度" },
    help: {
      en: "Differences from the picture's mean grow or shrink by at most this fraction.",
      zh: "与图像均值的差异最多放大或缩小这一比例。",
    },
  },
  {
    id: "flipHorizontal",
    type: "number",
    default: 0,
    min: 0,
    max: 1,
    label: { en: "Mirror left and right", zh: "左右翻转" },
    help: {
      en: "Chance of a mirror image; 0.5 is one picture in two. Leave it at 0 for scans, digits and text: left and right mean something there.",
      zh: "翻转的概率；0.5 表示每两张翻转一张。扫描图、数字和文字请保持 0：左右在其中有意义。",
    },
  },
  {
    id: "flipVertical",
    type: "number",
    default: 0,
    min: 0,
    max: 1,
    label: { en: "Turn upside down", zh: "上下翻转" },
    help: {
      en: "Chance of an upside-down picture: for pictures without a top, such as cells or aerial views.",
      zh: "上下翻转的概率：适用于没有上下之分的图像，如细胞或航拍图。",
    },
  },
  {
    id: "mixup",
    type: "number",
    default: 0,
    min: 0,
    max: 1,
    isAdvanced: true,
    label: { en: "Mix pairs (mixup α)", zh: "成对混合（mixup α）" },
    help: {
      en: "Mixes pairs of pictures and their targets; 0.2 is usual, 0 does not mix.",
      zh: "把成对的图像及其目标混合；常用 0.2，0 表示不混合。",
    },
  },
];

/** What usually helps and harms nothing: small moves and a little light. No flips. */
export const gentleAugmentation: AugmentationSettings = {
  shift: 0.08,
  rotate: 8,
  zoom: 0.08,
  brightness: 0.1,
  contrast: 0.1,
};

/** Fills in zeros; settings that vary nothing are none. Throws `fit/setting` where a value does not fit. */
export function resolveAugmentation(given: AugmentationSettings | false): AugmentationSettings | false {
  if (given === false) return false;
  const { values, problems } = resolveFields(augmentationFields, { ...given });
  const [problem] = problems;
  if (problem) {
    throw fail("fit/setting", { setting: problem.field, reasonEn: problem.reason.en, reasonZh: problem.reason.zh });
  }
  return Object.values(values).some((value) => value !== 0) ? values : false;
}
