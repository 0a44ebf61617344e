/** A street as a camera on the other side of it sees it: 32 × 32, in colour. Each camera looks at its own wall, pavement and road. */
import type { Picture } from "../../core/picture";
import type { Random } from "../../core/random";
import { type Canvas, type Colour, createCanvas, paint, pictureOf, retouch } from "./canvas";
import { smoothNoise } from "./noise";
import { band, polygon, rectangle, stroke } from "./shapes";
import { type Content, drawRoadUser, type Lamp } from "./street-user";
import { type Light, lightenScene, type Weather } from "./street-light";

export const tileSide = 32;

export interface Camera {
  /** What stands behind the street. */
  readonly behind: "windows" | "shop" | "trees" | "fence" | "plain";
  readonly wall: Colour;
  readonly trim: Colour;
  readonly pavement: Colour;
  readonly road: Colour;
  /** Where the pavement and the road begin, in pixels from the top. */
  readonly pavementTop: number;
  readonly roadTop: number;
  /** Lowering of the street from left to right, in pixels over the tile. */
  readonly tilt: number;
  /** How large road users look. */
  readonly zoom: number;
  readonly marking: "none" | "dashes" | "line" | "zebra";
  /** Where a lamp post stands; null for none. */
  readonly post: number | null;
  /** Of its sensor. */
  readonly tint: Colour;
}

const backgrounds: readonly Camera["behind"][] = ["windows", "trees", "shop", "fence", "plain"];
const walls: readonly Colour[] = [
  [0.55, 0.32, 0.26],
  [0.72, 0.66, 0.55],
  [0.5, 0.52, 0.55],
  [0.8, 0.78, 0.74],
  [0.42, 0.36, 0.32],
];
const markings: readonly Camera["marking"][] = ["dashes", "line", "none", "zebra"];

export function drawCamera(place: number, random: Random): Camera {
  const near = (colour: Colour, spread: number) => colour.map((value) => value + spread * random.normal());
  const roadTop = 15 + 2.5 * random.next();
  const grey = 0.36 + 0.1 * random.next();
  return {
    behind: backgrounds[place % backgrounds.length]!, // within the list
    wall: near(walls[(3 * place) % walls.length]!, 0.05), // within the list
    trim: near([0.3, 0.36, 0.42], 0.1),
    pavement: near([0.6, 0.58, 0.55], 0.02),
    road: near([grey, grey, grey + 0.02], 0.015),
    pavementTop: roadTop - 2.5 - 1.5 * random.next(),
    roadTop,
    tilt: 1.2 * random.normal(),
    zoom: 0.92 + 0.2 * random.next(),
    marking: markings[place % markings.length]!, // within the list
    post: random.next() < 0.4 ? 4 + 24 * random.next() : null,
    tint: near([1, 1, 1], 0.03),
  };
}

export interface Moment {
  readonly content: Content;
  readonly light: Light;
  readonly weather: Weather;
}

export function drawTile(camera: Camera, moment: Moment, random: Random): Picture {
  const canvas = createCanvas(tileSide, tileSide, camera.road);
  // Cameras sway in the wind.
  const [swayX, swayY] = [random.normal(), 0.5 * random.normal()];
  paintRoad(canvas, camera, swayX, swayY, random);
  paintBehind(canvas, camera, swayX, swayY);
  const lamps: Lamp[] = [];
  if (moment.content !== "empty") {
    const isFar = random.next() < 0.4;
    const place = {
      x: tileSide / 2 + 4.5 * random.normal(),
      floor: camera.roadTop + swayY + (isFar ? 5.5 : 10) + random.normal(),
      scale: camera.zoom * (isFar ? 0.9 : 1.08) * Math.exp(0.06 * random.normal()),
      direction: random.next() < 0.5 ? -1 : 1,
    } as const;
    lamps.push(
      ...drawRoadUser(canvas, moment.content, place, moment.light === "day" && moment.weather === "dry", random),
    );
  }
  if (camera.post !== null) {
    paint(
      canvas,
      rectangle(camera.post + swayX - 0.6, -2, camera.post + swayX + 0.6, camera.roadTop + 1),
      [0.25, 0.27, 0.28],
    );
  }
  lightenScene(canvas, moment.light, moment.weather, lamps, random);
  retouch(canvas, (value, _x, _y, channel) => value * camera.tint[channel]! + 0.018 * random.normal()); // three channels
  return pictureOf(canvas);
}

function paintRoad(canvas: Canvas, camera: Camera, swayX: number, swayY: number, random: Random): void {
  const patches = smoothNoise(random, 4, 6);
  retouch(canvas, (value, x, y) => value + 0.025 * patches(x / tileSide, y / tileSide));
  const height = (x: number) => camera.roadTop + swayY + camera.tilt * (x / tileSide - 0.5);
  const middle = 7.5;
  const white: Colour = [0.8, 0.8, 0.76];
  if (camera.marking === "line") {
    paint(canvas, stroke(-2, height(-2) + middle, 34, height(34) + middle, 0.45), white, 0.8);
  }
  if (camera.marking === "dashes") {
    for (let x = -8; x < 40; x += 11) {
      paint(canvas, stroke(x + swayX, height(x) + middle, x + swayX + 5, height(x + 5) + middle, 0.45), white, 0.8);
    }
  }
  if (camera.marking === "zebra") {
    for (let y = 2; y < 18; y += 4) {
      const [left, top] = [9 + swayX - 0.2 * y, height(12) + y];
      paint(
        canvas,
        polygon([
          [left, top],
          [left + 13, top],
          [left + 12.6, top + 2],
          [left - 0.4, top + 2],
        ]),
        white,
        0.75,
      );
    }
  }
  // A manhole, a mended place.
  if (random.next() < 0.3) {
    const [x, y] = [6 + 20 * random.next(), height(16) + 3 + 10 * random.next()];
    paint(
      canvas,
      rectangle(x - 2.5, y - 0.7, x + 2.5, y + 0.7, 0.6),
      camera.road.map((value) => value * 0.7),
      0.8,
    );
  }
}

function paintBehind(canvas: Canvas, camera: Camera, swayX: number, swayY: number): void {
  const { wall, trim, pavement, tilt, behind } = camera;
  const [top, bottom] = [camera.pavementTop + swayY, camera.roadTop + swayY];
  const lay = (from: number, to: number, colour: Colour) =>
    paint(canvas, band(from, to, tilt / tileSide, tileSide / 2, tileSide), colour);
  lay(-6, top, behind === "trees" || behind === "fence" ? [0.62, 0.72, 0.82] : wall);
  if (behind === "windows") {
    for (let x = -6; x < 38; x += 8) paint(canvas, rectangle(x + swayX, 1 + swayY, x + swayX + 4.5, 7.5 + swayY), trim);
    lay(
      top - 2,
      top - 1.3,
      wall.map((value) => value * 0.8),
    );
  }
  if (behind === "shop") {
    lay(1, 3.2, trim);
    for (let x = -4; x < 38; x += 12) {
      paint(canvas, rectangle(x + swayX, 4 + swayY, x + swayX + 10, top - 0.8), [0.34, 0.42, 0.46]);
      paint(canvas, rectangle(x + swayX + 1, 6 + swayY, x + swayX + 4, top - 1.5), [0.62, 0.56, 0.4], 0.7);
    }
  }
  if (behind === "trees") {
    for (let i = 0; i < 5; i++) {
      const x = 8 * i + swayX - 1 + 2 * Math.sin(7 * i);
      paint(canvas, stroke(x, top, x, top - 6, 0.7), [0.3, 0.22, 0.16]);
      paint(
        canvas,
        rectangle(x - 4.5, top - 12 - (i % 3), x + 4.5, top - 3.5, 3.5),
        [0.2 + 0.03 * (i % 2), 0.4, 0.2],
        0.95,
        2,
      );
    }
    lay(top - 2, top, [0.3, 0.46, 0.24]);
  }
  if (behind === "fence") {
    lay(top - 4, top, [0.36, 0.5, 0.28]);
    for (let x = -2; x < 36; x += 2.6)
      paint(canvas, stroke(x + swayX, top, x + swayX, top - 6.5, 0.3), [0.2, 0.22, 0.22]);
    lay(top - 6.3, top - 5.6, [0.2, 0.22, 0.22]);
  }
  if (behind === "plain") lay(top - 4.5, top - 3.8, trim);
  lay(top, bottom, pavement);
  lay(
    bottom - 0.4,
    bottom + 0.5,
    pavement.map((value) => value * 0.72),
  );
}
