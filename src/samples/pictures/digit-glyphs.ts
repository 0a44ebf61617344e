/** How people write digits: strokes through points of a square of side 100, y downwards; several ways for each digit. */
import type { ControlPoint } from "./spline";

export interface Glyph {
  /** In the order in which a hand draws them; in a square of side 1. */
  readonly strokes: readonly (readonly ControlPoint[])[];
  /** How many people write it so, beside the digit's other ways. */
  readonly weight: number;
}

/** "x,y" for each point, with "!" after a corner. */
function glyph(weight: number, ...strokes: readonly string[]): Glyph {
  return { weight, strokes: strokes.map((points) => points.split(" ").map(controlPoint)) };
}

function controlPoint(point: string): ControlPoint {
  const [x, y] = point.replace("!", "").split(",").map(Number) as [number, number]; // as written below
  return [x / 100, y / 100, point.endsWith("!") ? "corner" : undefined];
}

/** By digit. */
export const digitGlyphs: readonly (readonly Glyph[])[] = [
  // 0
  [
    glyph(3, "60,5 33,6 12,35 12,70 36,98 66,90 86,58 82,22 58,3 44,8"),
    glyph(1, "66,14 50,2 24,14 12,50 24,90 52,99 80,80 86,42 70,12 42,10 34,20"),
  ],
  // 1
  [
    glyph(6, "52,0 50,50 48,100"),
    glyph(2, "26,24 42,14 54,0! 52,50 50,100"),
    glyph(1, "28,20 54,0! 52,98", "24,98 52,97 80,98"),
  ],
  // 2
  [
    glyph(3, "16,24 30,7 58,3 76,20 66,48 38,78 10,97! 50,94 92,95"),
    glyph(3, "14,20 40,2 72,12 70,42 46,76 20,96 8,88 24,76 54,90 78,98 96,86"),
    glyph(1, "12,12 50,8 80,10! 48,50 12,94! 50,92 90,94"),
  ],
  // 3
  [
    glyph(4, "14,14 40,2 72,12 68,34 38,46! 70,52 84,74 64,95 34,99 8,88"),
    glyph(1, "14,7 46,6 78,5! 60,24 42,42! 70,48 82,70 66,94 36,100 8,90"),
    glyph(1, "16,10 46,2 70,14 62,34 44,46 36,50 50,46 74,58 76,82 50,98 20,94"),
  ],
  // 4
  [
    glyph(3, "24,4 18,28 10,54! 50,52 88,50", "76,4 68,50 62,100"),
    glyph(2, "66,0 40,30 6,64! 48,62 92,60", "66,0 62,50 58,100"),
    glyph(2, "20,6 14,34 26,52 52,50 78,36", "86,0 78,40 66,100"),
  ],
  // 5
  [
    glyph(3, "30,8 26,26 22,44! 48,38 76,52 78,78 50,98 20,97 6,86", "30,8 58,6 92,3"),
    glyph(2, "88,4 60,6 34,6! 28,24 24,42! 54,42 74,62 66,88 40,99 10,92"),
    glyph(1, "84,6 50,4 30,20 42,44 68,60 70,84 44,99 10,90"),
  ],
  // 6
  [
    glyph(3, "68,2 42,20 20,50 16,80 38,99 68,92 78,70 58,56 34,64 20,82"),
    glyph(2, "46,0 28,34 16,68 28,96 60,98 80,78 68,56 40,58 22,76"),
  ],
  // 7
  [
    glyph(4, "10,8 48,8 86,4! 64,40 48,70 38,100"),
    glyph(2, "10,10 50,7 84,5! 62,42 40,100", "26,52 50,50 78,48"),
    glyph(2, "12,26 16,8! 50,8 82,6 80,20 60,52 50,100"),
  ],
  // 8
  [
    glyph(4, "76,14 50,2 24,14 32,36 58,54 74,78 56,98 28,95 20,74 42,52 70,34 80,14 70,4"),
    glyph(1, "56,47 28,40 24,16 48,2 74,12 74,36 50,48", "50,47 24,58 18,84 46,99 76,88 78,62 52,47"),
  ],
  // 9
  [
    glyph(4, "76,16 50,2 22,16 22,40 46,48 70,32 79,12! 76,50 66,100"),
    glyph(2, "74,12 48,3 22,20 28,44 56,44 76,16! 78,50 70,82 46,98 18,90"),
    glyph(1, "72,20 46,4 20,24 36,48 66,34 74,18 68,50 46,100"),
  ],
];
