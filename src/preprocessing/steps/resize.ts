/** Makes all pictures squares of one size, grey or coloured: a network takes one shape. Rows without a picture are dropped. */
import { lengthOfColumn, pictureAt } from "../../core/column-values";
import type { Column, ImageColumn } from "../../core/column";
import { imageColumn } from "../../core/make-column";
import type { Picture } from "../../core/picture";
import type { PipelineStep } from "../../core/pipeline";
import type { Wording } from "../../core/wording";
import type { Work } from "../../core/work";
import type { Frame } from "../frame";
import { keepPlaces, replaceColumns } from "../frame";
import { inChannels } from "../pictures/colour";
import type { PictureFit } from "../pictures/square-picture";
import { squaredColumn } from "../pictures/squared-column";
import { counted } from "../sentence";
import { columnsOfKind, defineStep, learnEach, refuseStep, transformed } from "../step-spec";

type Colour = "as-is" | "grey" | "colour";
/** Channels of each column among the training rows: what "as they are" means for new pictures. */
type State = { readonly [column: string]: 1 | 3 };

/** Numbers that the pictures of a data set may come to, four bytes each. */
const mostNumbers = 2 ** 29;

const label: Wording = { en: "Resize pictures", zh: "调整图像大小" };

export const resize = defineStep<State>({
  kind: "resize",
  label,
  summary: {
    en: "Makes all pictures squares of one size, in grey or in colour.",
    zh: "把所有图像变为同一大小的正方形，灰度或彩色。",
  },
  fields: [
    {
      id: "size",
      type: "integer",
      default: 0,
      min: 0,
      max: 512,
      label: { en: "Side (pixels)", zh: "边长（像素）" },
      help: {
        en: "0: as the model asks, else by the pictures, at most 64. Larger pictures take more time and memory.",
        zh: "0：按模型要求，否则按图像大小，最多 64。图像越大，所需时间和内存越多。",
      },
    },
    {
      id: "fit",
      type: "choice",
      default: "letterbox",
      label: { en: "Form", zh: "形状" },
      help: {
        en: "What happens to pictures that are not square.",
        zh: "如何处理非正方形的图像。",
      },
      options: [
        { value: "letterbox", label: { en: "All of it, with a margin", zh: "保留全图，留边" } },
        { value: "crop", label: { en: "The middle square", zh: "裁取中间正方形" } },
        { value: "stretch", label: { en: "Stretched", zh: "拉伸" } },
      ],
    },
    {
      id: "colour",
      type: "choice",
      default: "as-is",
      label: { en: "Colour", zh: "颜色" },
      help: {
        en: "Grey needs a third of the numbers; keep colour where it tells something.",
        zh: "灰度只需三分之一的数值；颜色含有信息时请保留。",
      },
      options: [
        { value: "as-is", label: { en: "As in training pictures", zh: "与训练图像一致" } },
        { value: "grey", label: { en: "Grey", zh: "灰度" } },
        { value: "colour", label: { en: "Colour", zh: "彩色" } },
      ],
    },
  ],
  columnKinds: ["image"],
  fit: (frame, step) => learnEach(columnsOfKind(frame, step, "image"), (column) => channelsOf(column, step)),
  *transform(frame, step, state) {
    const present = yield* dropMissing(frame, step);
    const replacements = new Map<string, readonly Column[]>();
    let changed = 0;
    for (const column of columnsOfKind(present, step, "image")) {
      const made = yield* resizeColumn(column, step, state[column.name] ?? channelsOf(column, step));
      changed += made.changed;
      replacements.set(column.name, [withScaling(made.column, column)]);
    }
    const message = sentence(step, changed, frame.rows.length - present.rows.length);
    return transformed(step, frame, replaceColumns(present, replacements), { changed, message });
  },
});

function sizeOf(step: PipelineStep): number {
  return Number(step.params.size); // checked against the field
}

function channelsOf(column: ImageColumn, step: PipelineStep): 1 | 3 {
  const colour = step.params.colour as Colour; // checked against the field
  return colour === "as-is" ? column.channels : colour === "grey" ? 1 : 3;
}

function* dropMissing(frame: Frame, step: PipelineStep): Work<Frame> {
  const columns = columnsOfKind(frame, step, "image");
  const kept = frame.rows.map((_, place) => place).filter((place) => columns.every(({ widths }) => widths[place]! > 0)); // place is in the columns
  return kept.length === frame.rows.length ? frame : yield* keepPlaces(frame, kept);
}

/** A column whose pictures all are as they should be keeps its bytes. Size 0 keeps each picture's own. */
function* resizeColumn(
  column: ImageColumn,
  step: PipelineStep,
  channels: 1 | 3,
): Work<{ readonly column: ImageColumn; readonly changed: number }> {
  const count = lengthOfColumn(column);
  const size = sizeOf(step);
  let changed = 0;
  for (let row = 0; row < count; row++) {
    const fits = size === 0 || (column.widths[row] === size && column.heights[row] === size);
    if (column.channels !== channels || !fits) changed++;
  }
  if (changed === 0) return { column, changed };
  if (size === 0) return { column: yield* recolour(column, channels), changed };
  if (count * size * size * channels > mostNumbers) throw tooLarge(count, channels);
  const fit = step.params.fit as PictureFit; // checked against the field
  return { column: yield* squaredColumn(column, { size, fit, channels }), changed };
}

/** How bytes become numbers was learned for each channel, and holds for the same channels in another size. */
function withScaling(made: ImageColumn, { name, channels, scaling }: ImageColumn): ImageColumn {
  if (!scaling) return made;
  if (made.channels === channels) return { ...made, scaling };
  throw refuseStep(label, {
    en: `the pixels of “${name}” were normalised before their colours change; move “Normalise pixels” below this step`,
    zh: `“${name}”的像素在改变颜色之前已归一化；请将“像素归一化”移到此步骤之后`,
  });
}

/** The pictures in other channels, each in its own size. */
function* recolour(column: ImageColumn, channels: 1 | 3): Work<ImageColumn> {
  const pictures: (Picture | null)[] = [];
  for (let row = 0; row < lengthOfColumn(column); row++) {
    const picture = pictureAt(column, row);
    pictures.push(picture && inChannels(picture, channels));
    yield;
  }
  return imageColumn(column.name, pictures);
}

function tooLarge(count: number, channels: number) {
  const most = Math.floor(Math.sqrt(mostNumbers / (count * channels)));
  return refuseStep(label, {
    en: `${counted(count, "picture", "pictures")} of this size would not fit into memory; take at most ${most} × ${most} pixels`,
    zh: `${count} 张这样大小的图像超出内存；请取不超过 ${most} × ${most} 像素`,
  });
}

const colourWords: Readonly<Record<Colour, Wording>> = {
  "as-is": { en: "", zh: "" },
  grey: { en: ", grey", zh: "，灰度" },
  colour: { en: ", in colour", zh: "，彩色" },
};

function sentence(step: PipelineStep, changed: number, dropped: number): Wording {
  const size = sizeOf(step);
  const colour = colourWords[step.params.colour as Colour]; // checked against the field
  const form = { en: `${size} × ${size} pixels${colour.en}`, zh: `${size} × ${size} 像素${colour.zh}` };
  const done = changed === 0 ? unchanged(size, form) : size === 0 ? recoloured(changed) : resized(changed, form);
  if (dropped === 0) return { en: `${done.en}.`, zh: `${done.zh}。` };
  return {
    en: `${done.en}; dropped ${counted(dropped, "row", "rows")} without a picture.`,
    zh: `${done.zh}；删除了 ${dropped} 行没有图像的数据。`,
  };
}

function unchanged(size: number, form: Wording): Wording {
  if (size === 0) return { en: "No picture had to change", zh: "图像无需改变" };
  return { en: `No picture had to change: all have ${form.en}`, zh: `图像无需改变：均为 ${form.zh}` };
}

function recoloured(count: number): Wording {
  return { en: `Changed the colours of ${counted(count, "picture", "pictures")}`, zh: `改变了 ${count} 张图像的颜色` };
}

function resized(count: number, form: Wording): Wording {
  return {
    en: `Brought ${counted(count, "picture", "pictures")} to ${form.en}`,
    zh: `把 ${count} 张图像调整为 ${form.zh}`,
  };
}
