/** Shadows in a lung: a round one, or a patch of streaks. */
import type { Random } from "../../core/random";
import { type Chest, depthInLung, diaphragmOf, heartAt, innerEdge, outerEdge } from "./chest";
import { smoothNoise } from "./noise";

export interface Lesion {
  readonly kind: "round" | "streaks";
  /** Its middle, in the coordinates of the chest. */
  readonly u: number;
  readonly v: number;
  /** What it adds at its densest; ribs add about 0.055, a lung takes 0.36 away. */
  readonly density: number;
  readonly radius: number;
  /** Direction of the streaks. */
  readonly angle: number;
  readonly texture: (x: number, y: number) => number;
}

/** Somewhere in a lung, beside the heart and off the edges. */
export function drawLesion(chest: Chest, random: Random): Lesion {
  for (let attempt = 0; ; attempt++) {
    const side = random.next() < 0.5 ? -1 : 1;
    const v = -0.6 + 1.1 * random.next();
    const x = innerEdge(chest, v) + random.next() * (outerEdge(chest, v) - innerEdge(chest, v));
    const isFree = depthInLung(chest, side, x, v) > 0.07 && heartAt(chest, side * x, v, 1.14) < 0.2;
    if (!isFree && attempt < 200) continue;
    const place = isFree ? { u: side * x, v } : { u: 0.45, v: diaphragmOf(chest, 1, 0.45) - 0.3 };
    const isRound = random.next() < 0.5;
    return {
      ...place,
      kind: isRound ? "round" : "streaks",
      density: (isRound ? 0.29 : 0.38) * Math.exp(0.25 * random.normal()),
      radius: (isRound ? 0.13 : 0.2) * Math.exp(0.2 * random.normal()),
      angle: Math.PI * random.next(),
      texture: smoothNoise(random, 7),
    };
  }
}

/** What it adds at a point; about 0 beyond three radii. */
export function lesionAt({ kind, u, v, density, radius, angle, texture }: Lesion, atU: number, atV: number): number {
  const du = (atU - u) / radius;
  const dv = (atV - v) / radius;
  const reach = du * du + dv * dv;
  if (reach > 9) return 0;
  if (kind === "round") {
    const edge = 1 + 0.3 * texture(atU, atV);
    return density * Math.exp(-0.5 * (reach / edge ** 2) ** 1.5);
  }
  const [along, across] = [du * Math.cos(angle) + dv * Math.sin(angle), dv * Math.cos(angle) - du * Math.sin(angle)];
  const streaks = Math.max(0, 0.6 + 0.55 * texture(along / 7, across / 2.6));
  return density * streaks * Math.exp(-0.5 * (0.6 * along * along + 1.4 * across * across));
}
