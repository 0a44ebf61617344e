/** What the steps have left of a table, once it can be laid out: columns of numbers, the tokens of a text, or one column of pictures of one size. */
import type { Column, ImageColumn, NumberColumn } from "../core/column";
import { fail } from "../core/failure";
import { terms } from "../core/terms";
import type { Wording } from "../core/wording";
import type { Frame } from "./frame";
import { counted } from "./sentence";
import { countMissing } from "./statistics";
import { refuseStep } from "./step-spec";

export type FeatureColumns =
  /** Without gaps. */
  | { readonly kind: "numbers"; readonly columns: readonly NumberColumn[] }
  /** A column a step, with whole numbers from 0 to below the size of the vocabulary. */
  | { readonly kind: "tokens"; readonly columns: readonly NumberColumn[]; readonly vocabularySize: number }
  /** Every row has a picture of this shape: [height, width, channel]. */
  | { readonly kind: "pictures"; readonly column: ImageColumn; readonly shape: readonly [number, number, number] };

const label: Wording = { en: "Lay out as numbers", zh: "排列为数值" };

/** Throws `prepare/step` and `prepare/missing-values` where the columns cannot be laid out. */
export function featureColumnsOf({ columns }: Frame): FeatureColumns {
  const image = columns.find((column) => column.kind === "image");
  if (!image) return numbersOrTokens(columns.map(asNumbers));
  if (columns.length > 1) throw notAlone(image, columns);
  return { kind: "pictures", column: image, shape: commonShape(image) };
}

/** Shape of one row's inputs. */
export function inputShapeOf(features: FeatureColumns): readonly number[] {
  return features.kind === "pictures" ? features.shape : [features.columns.length];
}

/** What separates black from white in each channel, once laid out. */
export function fullScaleOf({ channels, scaling }: ImageColumn): readonly number[] {
  return Array.from({ length: channels }, (_, channel) => 255 * (scaling?.gain[channel] ?? 1 / 255));
}

/** The columns as they are, once they have the shape that a model was fitted on. Throws `prepare/step` where pictures have another one. */
export function requireShape(features: FeatureColumns, wanted: readonly number[] | undefined): FeatureColumns {
  if (features.kind !== "pictures" || !wanted) return features;
  if (features.shape.every((extent, axis) => extent === wanted[axis])) return features;
  const [height = 0, width = 0, channels = 0] = wanted;
  // No pictures have no size of their own.
  if (features.column.widths.length === 0) return { ...features, shape: [height, width, channels] };
  throw refuseStep(label, {
    en: `the pictures of “${features.column.name}” come to ${features.shape.join(" × ")} numbers, and the model was fitted on ${wanted.join(" × ")}`,
    zh: `“${features.column.name}”的图像为 ${features.shape.join(" × ")} 个数值，而模型训练时为 ${wanted.join(" × ")}`,
  });
}

function numbersOrTokens(columns: readonly NumberColumn[]): FeatureColumns {
  const tokens = columns.find(({ vocabularySize }) => vocabularySize !== undefined);
  if (tokens?.vocabularySize === undefined) return { kind: "numbers", columns };
  const { vocabularySize } = tokens;
  const other = columns.find((column) => column.vocabularySize !== vocabularySize);
  if (other) throw notOneText(tokens, other);
  const isToken = (value: number) => Number.isInteger(value) && value >= 0 && value < vocabularySize;
  const changed = columns.find(({ values }) => !values.every(isToken));
  if (changed) throw notTokens(changed);
  return { kind: "tokens", columns, vocabularySize };
}

function asNumbers(column: Column): NumberColumn {
  if (column.kind !== "number") throw notANumber(column);
  const missing = countMissing(column.values);
  if (missing > 0) throw fail("prepare/missing-values", { column: column.name, rows: missing });
  return column;
}

function notANumber(column: Column): Error {
  const words = terms[column.kind];
  return refuseStep(label, {
    en: `“${column.name}” is still a ${words.en} column after all steps; encode it or leave it out`,
    zh: `经过所有步骤后“${column.name}”仍是${words.zh}列；请对其编码或将其去掉`,
  });
}

function notOneText(tokens: NumberColumn, other: NumberColumn): Error {
  return refuseStep(label, {
    en: `the tokens of a text (“${tokens.name}”) cannot be combined with other columns such as “${other.name}” yet; predict from one of them alone, or use “Bag of words”`,
    zh: `文本的词元（“${tokens.name}”）目前不能与“${other.name}”等其他列一起使用；请只用其中之一，或改用“词袋”`,
  });
}

function notTokens({ name }: NumberColumn): Error {
  return refuseStep(label, {
    en: `a later step has changed the tokens of “${name}”, which are names and no quantities; take the column out of that step`,
    zh: `后面的步骤改变了“${name}”的词元，而词元是编号，不是数量；请将该列从那个步骤中去掉`,
  });
}

function notAlone(image: ImageColumn, columns: readonly Column[]): Error {
  const other = columns.find((column) => column !== image);
  return refuseStep(label, {
    en: `“${image.name}” holds pictures, which cannot be combined with other columns such as “${other?.name}” yet; predict from one of them alone`,
    zh: `“${image.name}”为图像，目前不能与“${other?.name}”等其他列一起使用；请只用其中之一进行预测`,
  });
}

function commonShape(column: ImageColumn): readonly [number, number, number] {
  const { name, widths, heights, channels } = column;
  const [width = 0, height = 0] = [widths[0], heights[0]];
  let missing = 0;
  let others = 0;
  for (let row = 0; row < widths.length; row++) {
    if (widths[row] === 0) missing++;
    else if (widths[row] !== width || heights[row] !== height) others++;
  }
  if (missing === 0 && others === 0) return [height, width, channels];
  throw refuseStep(
    label,
    missing > 0
      ? {
          en: `“${name}” has ${counted(missing, "row", "rows")} without a picture; the step “Resize pictures” leaves such rows out`,
          zh: `“${name}”有 ${missing} 行没有图像；“调整图像大小”步骤会将其去掉`,
        }
      : {
          en: `the pictures of “${name}” differ in size; the step “Resize pictures” makes them alike`,
          zh: `“${name}”的图像大小不一；“调整图像大小”步骤可将其统一`,
        },
  );
}
