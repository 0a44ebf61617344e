/** Says how the bytes of pictures become numbers when they are laid out. The bytes stay as they are. */
import type { Column, ImageColumn } from "../../core/column";
import { lengthOfColumn } from "../../core/column-values";
import type { PipelineStep } from "../../core/pipeline";
import type { Wording } from "../../core/wording";
import type { Work } from "../../core/work";
import { replaceColumns } from "../frame";
import { counted, namedColumns } from "../sentence";
import { columnsOfKind, defineStep, transformed } from "../step-spec";

type Method = "unit" | "standard";
/** By column, for each channel: byte × gain + bias. */
type Scaling = { readonly gain: readonly number[]; readonly bias: readonly number[] };
type State = { readonly [column: string]: Scaling };

const outcomes: Readonly<Record<Method, Wording>> = {
  unit: { en: "from 0 (black) to 1 (white)", zh: "从 0（黑）到 1（白）" },
  standard: {
    en: "with mean 0 and standard deviation 1 over the training pictures",
    zh: "使训练图像的均值为 0、标准差为 1",
  },
};

export const normalisePixels = defineStep<State>({
  kind: "normalise-pixels",
  label: { en: "Normalise pixels", zh: "像素归一化" },
  summary: {
    en: "Turns the brightness of pixels into numbers of the size that networks learn best from.",
    zh: "把像素亮度变为神经网络最易学习的数值范围。",
  },
  fields: [
    {
      id: "method",
      type: "choice",
      default: "unit",
      label: { en: "Method", zh: "方法" },
      help: {
        en: "Standardising helps where pictures are dark, pale or all alike.",
        zh: "图像偏暗、偏淡或彼此相似时，标准化更有帮助。",
      },
      options: [
        { value: "unit", label: { en: "Range from 0 to 1", zh: "0 至 1 范围" } },
        { value: "standard", label: { en: "Standardise: mean 0, deviation 1", zh: "标准化：均值 0，标准差 1" } },
      ],
    },
  ],
  columnKinds: ["image"],
  *fit(frame, step) {
    const learned: [string, Scaling][] = [];
    for (const column of columnsOfKind(frame, step, "image")) {
      learned.push([column.name, methodOf(step) === "unit" ? unitScaling(column) : yield* standardScaling(column)]);
      yield;
    }
    return Object.fromEntries(learned);
  },
  *transform(frame, step, state) {
    const replacements = new Map<string, readonly Column[]>();
    let changed = 0;
    for (const column of columnsOfKind(frame, step, "image")) {
      const scaling = state[column.name];
      if (!scaling) continue;
      for (let row = 0; row < lengthOfColumn(column); row++) if (column.widths[row]! > 0) changed++; // row < length
      replacements.set(column.name, [{ ...column, scaling }]);
      yield;
    }
    const names = namedColumns(step.columns);
    const { en, zh } = outcomes[methodOf(step)];
    const message = {
      en: `Reads the pixels of ${counted(changed, "picture", "pictures")} of ${names.en} as numbers ${en}.`,
      zh: `将${names.zh}的 ${changed} 张图像的像素读作数值，${zh}。`,
    };
    return transformed(step, frame, replaceColumns(frame, replacements), { changed, message });
  },
});

function methodOf(step: PipelineStep): Method {
  return step.params.method as Method; // checked against the field
}

function unitScaling({ channels }: ImageColumn): Scaling {
  return { gain: Array.from({ length: channels }, () => 1 / 255), bias: Array.from({ length: channels }, () => 0) };
}

/** From counts of each byte: exact, whatever the number of pixels. A channel that does not vary is only shifted. */
function* standardScaling(column: ImageColumn): Work<Scaling> {
  const { channels } = column;
  const counts = yield* countBytes(column);
  const gain: number[] = [];
  const bias: number[] = [];
  for (let channel = 0; channel < channels; channel++) {
    const ofChannel = counts.subarray(256 * channel, 256 * (channel + 1));
    const total = ofChannel.reduce((sum, count) => sum + count, 0);
    const mean = total === 0 ? 0 : ofChannel.reduce((sum, count, byte) => sum + count * byte, 0) / total;
    const squares = ofChannel.reduce((sum, count, byte) => sum + count * (byte - mean) ** 2, 0);
    const deviation = total === 0 || squares === 0 ? 255 : Math.sqrt(squares / total);
    gain.push(1 / deviation);
    bias.push(-mean / deviation);
  }
  return { gain, bias };
}

/** [channel, byte]: how often each byte comes among the pixels of the rows. */
function* countBytes(column: ImageColumn): Work<Float64Array<ArrayBuffer>> {
  const { channels, pixels, starts, widths, heights } = column;
  const counts = new Float64Array(256 * channels);
  for (let row = 0; row < starts.length; row++) {
    const start = starts[row]!; // row < length
    const end = start + widths[row]! * heights[row]! * channels; // row < length
    for (let channel = 0; channel < channels; channel++) {
      for (let at = start + channel; at < end; at += channels) counts[256 * channel + pixels[at]!]!++; // in the pixels
    }
    yield;
  }
  return counts;
}
