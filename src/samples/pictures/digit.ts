/** Draws one digit as a hand would, framed as in MNIST: 28 × 28, white on black, the ink within 20 × 20, its centre of mass in the middle. */
import type { Picture } from "../../core/picture";
import type { Random } from "../../core/random";
import { between, type Canvas, createCanvas, pictureOf, type Shape } from "./canvas";
import { digitGlyphs, type Glyph } from "./digit-glyphs";
import { smoothNoise } from "./noise";
import { stroke } from "./shapes";
import { splineThrough, type Point } from "./spline";

const side = 28;
const inkSide = 20;

/** What stays the same in one person's writing. */
export interface Hand {
  /** Way of writing each digit. */
  readonly glyphs: readonly Glyph[];
  /** Lean to the right, as a share of the height. */
  readonly slant: number;
  readonly width: number;
  /** Half the width of the line, in pixels. */
  readonly pen: number;
  /** How far points stray from where they belong, as a share of the height. */
  readonly unrest: number;
}

export function drawHand(random: Random): Hand {
  return {
    glyphs: digitGlyphs.map((ways) => chosen(ways, random)),
    slant: 0.16 + 0.2 * random.normal(),
    width: 0.78 * Math.exp(0.14 * random.normal()),
    pen: between(0.75, 1.2 * Math.exp(0.22 * random.normal()), 1.9),
    unrest: 0.036 * Math.exp(0.35 * random.normal()),
  };
}

export function drawDigit(digit: number, hand: Hand, random: Random): Picture {
  const ways = digitGlyphs[digit]!; // 0 to 9
  const glyph = random.next() < 0.8 ? hand.glyphs[digit]! : chosen(ways, random); // 0 to 9
  const pen = between(0.7, hand.pen * Math.exp(0.1 * random.normal()), 2);
  const lines = framed(writtenLines(glyph, hand, random), pen);
  const canvas = createCanvas(side, side, [0]);
  const pressure = smoothNoise(random, 5);
  lines.forEach((line, at) => {
    for (let i = 1; i < line.length; i++) {
      const [[fromX, fromY], [toX, toY]] = [line[i - 1]!, line[i]!]; // i is below the count
      const radius = pen * (1 + 0.2 * pressure(i / 20, at / 5));
      paintInk(canvas, stroke(fromX, fromY, toX, toY, radius));
    }
  });
  return pictureOf(centred(canvas));
}

/** The brighter of what is there and the new line: pieces of one line must not add up at their joints. */
function paintInk(canvas: Canvas, line: Shape): void {
  const [left, top, right, bottom] = line.box;
  for (let y = Math.max(0, Math.floor(top - 1)); y < Math.min(side, bottom + 1); y++) {
    for (let x = Math.max(0, Math.floor(left - 1)); x < Math.min(side, right + 1); x++) {
      // An edge of 1.4 pixels is about as soft as MNIST's.
      const cover = between(0, 0.5 - line.distance(x + 0.5, y + 0.5) / 1.4, 1);
      if (cover > canvas.values[y * side + x]!) canvas.values[y * side + x] = cover; // within the canvas
    }
  }
}

/** The glyph's lines after the hand has strayed: every point for itself, the whole bent, turned, leant and narrowed. */
function writtenLines({ strokes }: Glyph, hand: Hand, random: Random): readonly (readonly Point[])[] {
  const stray = () => hand.unrest * random.normal();
  const [bendX, bendY] = [smoothNoise(random, 2), smoothNoise(random, 2)];
  const slant = hand.slant + 0.06 * random.normal();
  const width = hand.width * Math.exp(0.09 * random.normal());
  const turn = 0.07 * random.normal();
  const bend = 1.7 * hand.unrest;
  return strokes.map((points) =>
    splineThrough(
      points.map(([x, y, corner]) => [x + stray(), y + stray(), corner]),
      6,
    ).map(([x, y]) => {
      const bentX = x + bend * bendX(x, y) - 0.5;
      const bentY = y + bend * bendY(x, y) - 0.5;
      const leantX = width * bentX - slant * bentY;
      return [
        leantX * Math.cos(turn) - bentY * Math.sin(turn),
        leantX * Math.sin(turn) + bentY * Math.cos(turn),
      ] as const;
    }),
  );
}

/** Scaled so that the longer side of the ink takes its box, and moved so that its centre is about the picture's middle. */
function framed(lines: readonly (readonly Point[])[], pen: number): readonly (readonly Point[])[] {
  const points = lines.flat();
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const extent = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  const scale = (inkSide - 2 * pen) / extent;
  let [length, sumX, sumY] = [0, 0, 0];
  for (const line of lines) {
    for (let i = 1; i < line.length; i++) {
      const [[fromX, fromY], [toX, toY]] = [line[i - 1]!, line[i]!]; // i is below the count
      const piece = Math.hypot(toX - fromX, toY - fromY);
      length += piece;
      sumX += (piece * (fromX + toX)) / 2;
      sumY += (piece * (fromY + toY)) / 2;
    }
  }
  return lines.map((line) =>
    line.map(([x, y]) => [side / 2 + scale * (x - sumX / length), side / 2 + scale * (y - sumY / length)]),
  );
}

/** Shifted by whole pixels, so that the centre of mass is in the middle: the lines' own, without their width, is up to two pixels off. */
function centred(canvas: Canvas): Canvas {
  let [mass, sumX, sumY] = [0, 0, 0];
  canvas.values.forEach((value, i) => {
    mass += value;
    sumX += value * ((i % side) + 0.5);
    sumY += value * (Math.floor(i / side) + 0.5);
  });
  const shift = Math.round(sumX / mass - side / 2) + side * Math.round(sumY / mass - side / 2);
  return { ...canvas, values: canvas.values.map((_, i) => canvas.values[i + shift] ?? 0) };
}

function chosen(ways: readonly Glyph[], random: Random): Glyph {
  let left = random.next() * ways.reduce((sum, { weight }) => sum + weight, 0);
  return ways.find(({ weight }) => (left -= weight) < 0) ?? ways[0]!; // every digit has one
}
