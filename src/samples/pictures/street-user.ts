/** Who uses the road, seen from the side: simple, and each one different. */
import type { Random } from "../../core/random";
import { type Canvas, type Colour, paint } from "./canvas";
import { ellipse, polygon, rectangle, ring, stroke } from "./shapes";

export type Content = "empty" | "car" | "bus" | "bicycle" | "pedestrian";

/** The middle of the ground that it stands on, in pixels; a direction of 1 goes to the right. */
export interface Standing {
  readonly x: number;
  readonly floor: number;
  readonly scale: number;
  readonly direction: -1 | 1;
}

/** A light that shines in the dark; `reach` in pixels. */
export interface Lamp {
  readonly x: number;
  readonly y: number;
  readonly colour: Colour;
  readonly reach: number;
}

const headlight: Colour = [1, 0.95, 0.75];
const taillight: Colour = [0.9, 0.12, 0.08];
const black: Colour = [0.08, 0.08, 0.09];
const glass: Colour = [0.16, 0.2, 0.25];
const paints: readonly Colour[] = [
  [0.85, 0.86, 0.87],
  [0.62, 0.64, 0.66],
  [0.14, 0.15, 0.17],
  [0.66, 0.12, 0.12],
  [0.15, 0.26, 0.55],
  [0.34, 0.36, 0.38],
  [0.2, 0.38, 0.28],
  [0.75, 0.6, 0.2],
];
const liveries: readonly Colour[] = [
  [0.76, 0.14, 0.12],
  [0.88, 0.7, 0.14],
  [0.18, 0.45, 0.3],
  [0.86, 0.87, 0.86],
  [0.16, 0.36, 0.62],
];
const clothes: readonly Colour[] = [...paints, [0.55, 0.25, 0.45], [0.82, 0.42, 0.14], [0.12, 0.14, 0.25]];
const skins: readonly Colour[] = [
  [0.85, 0.66, 0.54],
  [0.62, 0.44, 0.32],
  [0.4, 0.27, 0.2],
];

/** Draws it, with a shadow in the sun; returns its lamps. */
export function drawRoadUser(
  canvas: Canvas,
  content: Exclude<Content, "empty">,
  standing: Standing,
  isSunny: boolean,
  random: Random,
): readonly Lamp[] {
  const halfLength = { car: 8.5, bus: 15, bicycle: 4.5, pedestrian: 1.6 }[content] * standing.scale;
  const { x, floor } = standing;
  const shadow = ellipse(x + (isSunny ? 1.5 : 0), floor + 0.1, halfLength, isSunny ? 1.5 : 0.9);
  paint(canvas, shadow, [0.1, 0.1, 0.12], isSunny ? 0.6 : 0.35, 1.5);
  switch (content) {
    case "car":
      return drawCar(canvas, standing, random);
    case "bus":
      return drawBus(canvas, standing, random);
    case "bicycle":
      return drawBicycle(canvas, standing, random);
    case "pedestrian":
      drawPedestrian(canvas, standing, random);
      if (random.next() < 0.25) {
        drawPedestrian(
          canvas,
          { ...standing, x: x + 5 * standing.direction, floor: floor + 0.6 * random.normal() },
          random,
        );
      }
      return [];
  }
}

/** Places within a road user: `ahead` in its direction, `up` from the ground, both in pixels at scale 1. */
function frame({ x, floor, scale, direction }: Standing) {
  return {
    at: (ahead: number, up: number): readonly [number, number] => [x + direction * scale * ahead, floor - scale * up],
    box(back: number, low: number, front: number, high: number, radius = 0) {
      const [from, to] = [x + direction * scale * back, x + direction * scale * front];
      return rectangle(
        Math.min(from, to),
        floor - scale * high,
        Math.max(from, to),
        floor - scale * low,
        scale * radius,
      );
    },
    line(fromAhead: number, fromUp: number, toAhead: number, toUp: number, radius: number) {
      const place = (ahead: number, up: number) => [x + direction * scale * ahead, floor - scale * up] as const;
      return stroke(...place(fromAhead, fromUp), ...place(toAhead, toUp), scale * radius);
    },
    scale,
  };
}

function drawCar(canvas: Canvas, standing: Standing, random: Random): readonly Lamp[] {
  const { at, box, scale } = frame(standing);
  const colour = varied(paints, random);
  const half = 7.6 + 0.7 * random.normal();
  const waist = 3.9 + 0.25 * random.normal();
  const roof = waist + 2.3 + 0.5 * random.next() + (random.next() < 0.25 ? 1 : 0);
  // Where the roof begins and ends: far back for a hatchback or a van, in the middle for a saloon.
  const back = -half + 0.8 + (random.next() < 0.5 ? 2.6 * random.next() : 0);
  const front = 1.6 + 1.4 * random.next();
  paint(
    canvas,
    polygon([at(back - 1, waist - 0.3), at(back + 0.5, roof), at(front, roof), at(front + 2.8, waist - 0.3)]),
    colour,
  );
  paint(
    canvas,
    polygon([at(back + 0.2, waist), at(back + 1.1, roof - 0.7), at(front - 0.2, roof - 0.7), at(front + 1.9, waist)]),
    glass,
  );
  paint(canvas, box((back + front) / 2 - 0.3, waist, (back + front) / 2 + 0.4, roof - 0.4), colour);
  paint(canvas, box(-half, 1.1, half, waist, 1.3), colour);
  paint(
    canvas,
    box(-half, 1, half, 1.8, 0.5),
    colour.map((value) => value * 0.6),
  );
  for (const wheel of [-half * 0.6, half * 0.6]) drawWheel(canvas, ...at(wheel, 1.5), 1.65 * scale);
  return lampsOf(canvas, standing, half, 2.9);
}

function drawBus(canvas: Canvas, standing: Standing, random: Random): readonly Lamp[] {
  const { at, box, scale } = frame(standing);
  const colour = varied(liveries, random);
  const half = 14 + 2 * random.next();
  const roof = 12 + 1.2 * random.next();
  paint(canvas, box(-half, 1.2, half, roof, 1.2), colour);
  paint(
    canvas,
    box(-half, 1.1, half, 2.2),
    colour.map((value) => value * 0.6),
  );
  if (random.next() < 0.6) paint(canvas, box(-half, 3, half, 4.2), varied(liveries, random));
  const low = roof - 5.2 - 0.6 * random.next();
  for (let ahead = -half + 1; ahead < half - 3; ahead += 4.4) {
    paint(canvas, box(ahead, low, ahead + 3.7, roof - 1.6, 0.4), glass);
  }
  paint(canvas, box(half - 1.4, low - 1, half - 0.1, roof - 1.4, 0.4), glass);
  paint(canvas, box(half - 5, 1.9, half - 2.8, roof - 1.8), glass, 0.85);
  for (const wheel of [-half * 0.55, half * 0.5]) drawWheel(canvas, ...at(wheel, 1.7), 1.9 * scale);
  return lampsOf(canvas, standing, half, 2.8);
}

function drawWheel(canvas: Canvas, x: number, y: number, radius: number): void {
  paint(canvas, ellipse(x, y, radius), black);
  paint(canvas, ellipse(x, y, radius * 0.45), [0.5, 0.5, 0.52]);
}

function lampsOf(canvas: Canvas, standing: Standing, half: number, up: number): readonly Lamp[] {
  const { at, scale } = frame(standing);
  const [[frontX, y], [backX]] = [at(half - 0.4, up), at(0.4 - half, up)];
  paint(canvas, ellipse(frontX, y, 0.7 * scale), headlight);
  paint(canvas, ellipse(backX, y, 0.7 * scale), taillight);
  return [
    { x: frontX, y, colour: headlight, reach: 4.5 },
    { x: backX, y, colour: taillight, reach: 2.5 },
  ];
}

function drawBicycle(canvas: Canvas, standing: Standing, random: Random): readonly Lamp[] {
  const { at, line, scale } = frame(standing);
  const colour = varied(paints, random);
  for (const wheel of [-2.9, 2.9]) paint(canvas, ring(...at(wheel, 2.3), 2.15 * scale, 0.33 * scale), black);
  paint(canvas, line(-2.9, 2.3, -1, 4.8, 0.33), colour);
  paint(canvas, line(-1, 4.8, 2.3, 4.9, 0.33), colour);
  paint(canvas, line(0, 2.2, 2.3, 4.9, 0.33), colour);
  paint(canvas, line(2.3, 5.6, 2.9, 2.3, 0.33), colour);
  const [coat, trousers] = [varied(clothes, random), varied(clothes, random)];
  const lean = 1.6 + 0.5 * random.normal();
  const pedal = random.next() < 0.5 ? 1 : -1;
  paint(canvas, line(-1, 5.6, 1.1, 4.1, 0.55), trousers);
  paint(canvas, line(1.1, 4.1, 0.2 + 0.5 * pedal, 1.7 + 0.5 * pedal, 0.5), trousers);
  paint(canvas, line(-1, 5.8, lean - 0.8, 9, 0.95), coat);
  paint(canvas, line(lean - 0.8, 8.6, 2.3, 6, 0.45), coat);
  paint(canvas, ellipse(...at(lean - 0.2, 10.9), 1.15 * scale), random.next() < 0.4 ? colour : varied(skins, random));
  const [x, y] = at(2.9, 5);
  return random.next() < 0.7 ? [{ x, y, colour: headlight, reach: 2.2 }] : [];
}

function drawPedestrian(canvas: Canvas, standing: Standing, random: Random): void {
  const { at, line, scale } = frame(standing);
  const tall = 1 + 0.07 * random.normal();
  const [coat, trousers, skin] = [varied(clothes, random), varied(clothes, random), varied(skins, random)];
  const stride = 1.5 * random.next();
  const hip = 5 * tall;
  const shoulder = 9 * tall;
  paint(
    canvas,
    line(-0.2, hip, -stride, 0.4, 0.58),
    trousers.map((value) => value * 0.85),
  );
  paint(canvas, line(0.2, hip, stride, 0.4, 0.58), trousers);
  paint(canvas, line(0, hip + 0.4, 0.2, shoulder - 0.6, 1.15), coat);
  paint(
    canvas,
    line(0.1, shoulder - 0.6, -0.7 * stride, hip + 0.3, 0.42),
    coat.map((value) => value * 0.85),
  );
  paint(canvas, ellipse(...at(0.3, shoulder + 1.7), 1.1 * scale, 1.25 * scale), skin);
  paint(
    canvas,
    ellipse(...at(0.1, shoulder + 2.3), 1.05 * scale, 0.8 * scale),
    varied(clothes, random).map((value) => value * 0.5),
  );
  if (random.next() < 0.3) paint(canvas, line(-1.2, hip + 0.6, -1.2, hip - 0.8, 0.75), varied(paints, random));
}

function varied(colours: readonly Colour[], random: Random): Colour {
  const colour = colours[random.below(colours.length)]!; // within the list
  const bright = Math.exp(0.12 * random.normal());
  return colour.map((value) => value * bright + 0.02 * random.normal());
}
