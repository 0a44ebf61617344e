/** Draws a film of a chest: what lies in the way of the rays is added up and put through the film's curve. */
import type { Picture } from "../../core/picture";
import type { Random } from "../../core/random";
import { between, type Canvas, createCanvas, paint, pictureOf, retouch } from "./canvas";
import { axisOf, type Chest, depthInLung, diaphragmOf, heartAt, step } from "./chest";
import { noisePlane, smoothNoise } from "./noise";
import { type Lesion, lesionAt } from "./lesion";
import { ellipse, stroke } from "./shapes";

const side = 64;
/** Of the air beside the patient. */
const outside = -0.25;

/** "AP": of a patient in bed, from the front; the heart looks larger, cables lie on the chest. */
export type View = "PA" | "AP";

/** How the patient stood, and the film's curve. */
export interface Exposure {
  readonly view: View;
  readonly shiftU: number;
  readonly shiftV: number;
  readonly zoom: number;
  readonly turn: number;
  readonly contrast: number;
  readonly brightness: number;
  readonly grain: number;
}

export function drawExposure(view: View, random: Random): Exposure {
  return {
    view,
    shiftU: 0.05 * random.normal(),
    shiftV: 0.05 * random.normal(),
    zoom: Math.exp(0.05 * random.normal()) * (view === "AP" ? 1.04 : 0.98),
    turn: (view === "AP" ? 0.05 : 0.03) * random.normal(),
    contrast: (view === "AP" ? 4.6 : 5.4) * Math.exp(0.14 * random.normal()),
    brightness: 0.47 + 0.045 * random.normal(),
    grain: (view === "AP" ? 0.018 : 0.013) * Math.exp(0.3 * random.normal()),
  };
}

/** The pixel at which a point of the chest is seen; whole numbers are edges of pixels. */
export function placeOnFilm(u: number, v: number, { shiftU, shiftV, zoom, turn }: Exposure): readonly [number, number] {
  const [x, y] = [zoom * u, zoom * v];
  const turnedX = x * Math.cos(turn) - y * Math.sin(turn) + shiftU;
  const turnedY = x * Math.sin(turn) + y * Math.cos(turn) + shiftV;
  return [((turnedX + 1) * side) / 2, ((turnedY + 1) * side) / 2];
}

/** Smooth noise by direction (a full turn is 1) and distance from the root of a lung. */
type Branches = (turn: number, reach: number) => number;

interface Scene {
  readonly chest: Chest;
  readonly lesion: Lesion | null;
  readonly branches: Branches;
  /** How much larger the heart looks. */
  readonly enlarged: number;
}

/** 64 × 64, grey. */
export function drawFilm(chest: Chest, lesion: Lesion | null, exposure: Exposure, random: Random): Picture {
  const { shiftU, shiftV, zoom, turn, view, contrast, brightness, grain } = exposure;
  const haze = noisePlane(random, 5, side);
  const mottle = noisePlane(random, 17, side);
  const scene = { chest, lesion, branches: smoothNoise(random, 15, 4), enlarged: view === "AP" ? 1.14 : 1 };
  const canvas = createCanvas(side, side, [0]);
  const cosine = Math.cos(turn) / zoom;
  const sine = Math.sin(turn) / zoom;
  retouch(canvas, (_, column, row) => {
    const x = (2 * column + 1) / side - 1 - shiftU;
    const y = (2 * row + 1) / side - 1 - shiftV;
    const u = x * cosine + y * sine;
    const v = y * cosine - x * sine;
    const at = row * side + column;
    const variation = 0.06 * haze[at]! + 0.02 * mottle[at]!; // of the canvas's size
    return densityAt(scene, u, v) + variation;
  });
  if (view === "AP") layCables(canvas, random);
  retouch(
    canvas,
    (density) => 0.03 + 0.94 / (1 + Math.exp(-contrast * (density - brightness))) + grain * random.normal(),
  );
  if (random.next() < 0.6) paintMark(canvas, random);
  return pictureOf(canvas);
}

/** What lies in the way, about 0 for air beside the patient, 0.3 in a lung and 0.8 behind the heart. */
function densityAt({ chest, lesion, branches, enlarged }: Scene, u: number, v: number): number {
  const torso = 0.98 - 0.1 * bell(v - 0.1, 0.35);
  const body = step((v < -0.5 ? 0.24 + 0.74 * step(v + 0.77, 0.27) : torso) - Math.abs(u), 0.05);
  if (body === 0) return outside;
  const fromAxis = u - axisOf(chest, v);
  const lungSide = fromAxis < 0 ? -1 : 1;
  const x = Math.abs(fromAxis);
  const heart = heartAt(chest, u, v, enlarged);
  const inLung = step(depthInLung(chest, lungSide, x, v), 0.045);
  const air = inLung * (1 - 0.92 * heart);
  const belly = step(v - diaphragmOf(chest, lungSide, x), 0.05);
  // Two soft things before each other hardly add up: the brighter one hides the other.
  const middle = Math.max(0.19 * bell(x * x, 0.026) + 0.14 * heart, 0.26 * belly) + 0.07 * bell(x, 0.07);
  const gas = belly > 0.5 ? stomachAt(chest, u, v) : 0;
  const soft = 0.52 + chest.wall + 0.12 * Math.sqrt(Math.max(0, 1 - u * u)) + middle + breastsAt(chest, x, v) - gas;
  const lung = air > 0 ? air * (0.36 - vesselsAt(chest, lungSide * x, v, branches)) : 0;
  const shadow = lesion && inLung > 0 ? inLung * lesionAt(lesion, u, v) : 0;
  return body * (soft - lung + shadow + bonesAt(chest, x, v, air)) + outside * (1 - body);
}

function stomachAt(chest: Chest, u: number, v: number): number {
  if (chest.stomach === 0) return 0;
  return chest.stomach * roundAt(u - 0.36, v - chest.corners[1] - 0.06, 0.16, 0.1);
}

function breastsAt(chest: Chest, x: number, v: number): number {
  if (chest.breasts === 0 && chest.nipples === 0) return 0;
  const breast = chest.breasts * roundAt(x - 0.46, v - 0.26, 0.34, 0.36);
  return breast + chest.nipples * bell(x - 0.5, 0.04) * bell(v - 0.34, 0.04);
}

/** Ribs run outwards and down behind, and come back steeper before; the clavicles cross the apexes. */
function bonesAt(chest: Chest, x: number, v: number, air: number): number {
  const isCaged = step(x - 0.1, 0.06) * step(0.86 - x, 0.05) * step(v + 0.84, 0.08) * step(0.72 - v, 0.1);
  if (isCaged === 0) return 0;
  const behind = (v + 0.1 * Math.sin(3.4 * x) - chest.ribSlope * x * x) / chest.ribSpacing + chest.ribPhase;
  const before = (v - 0.7 * (0.8 - x)) / (1.15 * chest.ribSpacing) + 1.7 * chest.ribPhase;
  const ribs = stripe(behind) + 0.35 * stripe(before) * step(x - 0.3, 0.1);
  const rest = chest.ribStrength * (0.5 + 0.5 * air) * isCaged * ribs;
  if (v > -0.4) return rest;
  const clavicle =
    bell(v + 0.58 + 0.16 * x - 0.08 * Math.sin(5 * x), 0.035) * step(x - 0.06, 0.05) * step(0.8 - x, 0.05);
  return rest + chest.clavicles * clavicle;
}

function stripe(turns: number): number {
  const wave = 0.5 + 0.5 * Math.cos(2 * Math.PI * turns);
  return wave * wave;
}

/** Vessels leave the root of the lung in all directions, thinner the farther they are. */
function vesselsAt(chest: Chest, u: number, v: number, branches: Branches): number {
  const du = u - 0.17 * Math.sign(u);
  const dv = v - (u < 0 ? -0.04 : -0.08);
  const reach = Math.sqrt(du * du + dv * dv);
  const strand = Math.max(0, branches(Math.atan2(dv, du) / (2 * Math.PI), reach));
  return chest.vessels * (0.9 * bell(reach, 0.1) + Math.min(1.2, strand) * Math.exp(-reach / 0.3));
}

/** 1 in the middle of an ellipse, 0 outside, its edge soft. */
function roundAt(du: number, dv: number, radiusU: number, radiusV: number): number {
  const across = du / radiusU;
  const along = dv / radiusV;
  return step(1 - Math.sqrt(across * across + along * along), 0.28);
}

function bell(distance: number, width: number): number {
  const share = distance / width;
  return share > 3 || share < -3 ? 0 : Math.exp(-share * share);
}

/** Electrodes and their cables. */
function layCables(canvas: Canvas, random: Random): void {
  const count = random.below(4);
  for (let i = 0; i < count; i++) {
    const [x, y] = [8 + 48 * random.next(), 12 + 40 * random.next()];
    paint(canvas, stroke(x, y, between(0, x + 30 * random.normal(), side), side, 0.25), [0.95], 0.4);
    paint(canvas, ellipse(x, y, 1.2), [0.95], 0.9);
  }
}

/** The letter that tells left from right. */
function paintMark(canvas: Canvas, random: Random): void {
  const [x, y] = [57 + 4 * random.next(), 4 + 5 * random.next()];
  paint(canvas, stroke(x, y, x, y + 3, 0.4), [0.95]);
  paint(canvas, stroke(x, y + 3, x + 1.6, y + 3, 0.4), [0.95]);
}
