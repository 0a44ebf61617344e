/**
 * A chest as a frontal film sees it. Lengths are in halves of the film's width: (0, 0) is its middle, u to the right, v downwards;
 * the patient's left is on the right. `side` is -1 for the lung on the left of the film and 1 for the other.
 */
import type { Random } from "../../core/random";
import { between } from "./canvas";

export interface Chest {
  readonly lungWidth: number;
  /** Height of both apexes and of the two lower corners. */
  readonly apex: number;
  readonly corners: readonly [number, number];
  readonly dome: number;
  readonly heart: number;
  readonly spineBend: number;
  readonly ribPhase: number;
  readonly ribSpacing: number;
  readonly ribSlope: number;
  readonly ribStrength: number;
  readonly clavicles: number;
  readonly vessels: number;
  /** How thick the chest wall is, and the breasts before it; 0 for none. */
  readonly wall: number;
  readonly breasts: number;
  readonly nipples: number;
  /** Air in the stomach; 0 for none. */
  readonly stomach: number;
}

export function drawChest(random: Random): Chest {
  const corner = 0.62 + 0.06 * random.normal();
  return {
    lungWidth: 0.45 * Math.exp(0.06 * random.normal()),
    apex: -0.76 + 0.04 * random.normal(),
    corners: [corner - 0.05 + 0.02 * random.normal(), corner],
    dome: between(0.06, 0.16 + 0.04 * random.normal(), 0.26),
    heart: Math.exp(0.09 * random.normal()),
    spineBend: 0.02 * random.normal(),
    ribPhase: random.next(),
    ribSpacing: 0.155 * Math.exp(0.06 * random.normal()),
    ribSlope: 0.34 + 0.09 * random.normal(),
    ribStrength: 0.055 * Math.exp(0.3 * random.normal()),
    clavicles: 0.09 * Math.exp(0.3 * random.normal()),
    vessels: 0.13 * Math.exp(0.25 * random.normal()),
    wall: 0.04 * random.normal(),
    breasts: random.next() < 0.5 ? 0.09 * random.next() : 0,
    nipples: random.next() < 0.2 ? 0.05 + 0.05 * random.next() : 0,
    stomach: random.next() < 0.6 ? 0.1 + 0.15 * random.next() : 0,
  };
}

/** Where the middle of the spine is. */
export function axisOf(chest: Chest, v: number): number {
  return chest.spineBend * Math.sin(2.2 * v);
}

/** Height of the diaphragm at a distance x from the spine. */
export function diaphragmOf(chest: Chest, side: number, x: number): number {
  const fromTop = (x - 0.34) / 0.42;
  return chest.corners[side < 0 ? 0 : 1] - chest.dome * Math.max(-0.4, 1 - fromTop * fromTop);
}

/** Distance x from the spine at which a lung begins and ends, at a height v. */
export function innerEdge(chest: Chest, v: number): number {
  const nearApex = Math.max(0, 1 - (v - chest.apex) / 0.26);
  return 0.13 + 0.17 * nearApex * nearApex;
}

export function outerEdge(chest: Chest, v: number): number {
  const rest = 1 - between(0, (v - chest.apex) / 1.1, 1);
  return 0.31 + chest.lungWidth * Math.sqrt(1 - rest * rest);
}

/** How far a point lies within a lung, at a distance x from the spine; negative outside. */
export function depthInLung(chest: Chest, side: number, x: number, v: number): number {
  const across = Math.min(x - innerEdge(chest, v), outerEdge(chest, v) - x);
  return Math.min(across, diaphragmOf(chest, side, x) - v, v - chest.apex);
}

/** 1 in the middle of the heart, 0 outside; `enlarged` as it looks where the film is behind the back. */
export function heartAt(chest: Chest, u: number, v: number, enlarged: number): number {
  const size = chest.heart * enlarged;
  const floor = (chest.corners[0] + chest.corners[1]) / 2;
  const du = u - 0.12 * size;
  const dv = v - (floor - 0.03 - 0.2 * size);
  if (Math.abs(du) > 0.6 || Math.abs(dv) > 0.6) return 0;
  // An egg that leans to the patient's left, its narrow end upwards.
  const along = (0.74 * du + 0.67 * dv) / (0.4 * size);
  const across = (-0.67 * du + 0.74 * dv) / ((0.3 + 0.06 * along) * size);
  return step(1.06 - Math.sqrt(along * along + across * across), 0.12);
}

/** From 0 to 1 while `value` goes from -width to width. */
export function step(value: number, width: number): number {
  const share = between(0, (value / width + 1) / 2, 1);
  return share * share * (3 - 2 * share);
}
