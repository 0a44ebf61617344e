/** Where the words of a map stand, and which have room for their name. */
import type { WordPoint } from "../../../core/word-vectors";

export interface PlacedWord extends WordPoint {
  /** In pixels from the top left. */
  readonly left: number;
  readonly top: number;
  readonly isLabelled: boolean;
  /** Opacity: the commoner the darker; all alike where nothing is counted. */
  readonly shade: number;
}

const margin = 16;
/** Of the letters of a name, in pixels: wide enough for most. */
const letterWidth = 7;
const wideLetter = /[\u3000-\u9fff\uac00-\uff60]/u;
const lineHeight = 15;
const lightest = 0.35;

/** Commoner words (the first) get their names first; a name that would lie on another or leave the map is left out. */
export function placeWords(points: readonly WordPoint[], width: number, height: number): readonly PlacedWord[] {
  if (points.length === 0 || width === 0) return [];
  const across = scale(
    points.map(({ x }) => x),
    margin,
    Math.max(margin, width - 5 * margin),
  );
  const down = scale(
    points.map(({ y }) => -y),
    margin,
    height - margin,
  );
  const counts = points.map(({ count }) => Math.log(1 + (count ?? 0)));
  const shadeOf = scale(counts, lightest, 1);
  const taken: Box[] = [];
  return points.map((point, i) => {
    const [left, top] = [across(point.x), down(-point.y)];
    const name: Box = [left - 3, top - lineHeight / 2, left + 6 + nameWidth(point.word), top + lineHeight / 2];
    const isLabelled = name[2] <= width && taken.every((box) => !overlap(box, name));
    if (isLabelled) taken.push(name);
    return { ...point, left, top, isLabelled, shade: point.count === null ? 0.8 : shadeOf(counts[i]!) }; // one for each point
  });
}

type Box = readonly [left: number, top: number, right: number, bottom: number];

function overlap(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

function nameWidth(word: string): number {
  let width = 0;
  for (const letter of word) width += wideLetter.test(letter) ? 2 * letterWidth : letterWidth;
  return width;
}

function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  return (value) => (high > low ? from + ((value - low) / (high - low)) * (to - from) : (from + to) / 2);
}
