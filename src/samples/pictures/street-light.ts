/** Light and weather over a painted street. */
import type { Random } from "../../core/random";
import { type Canvas, type Colour, paint, retouch } from "./canvas";
import { stroke } from "./shapes";
import type { Lamp } from "./street-user";

export type Light = "day" | "dusk" | "night";
export type Weather = "dry" | "rain";

const casts: Readonly<Record<Light, Colour>> = {
  day: [1.06, 1.05, 1.02],
  dusk: [0.74, 0.6, 0.58],
  night: [0.27, 0.29, 0.38],
};

/** Lamps of road users are lit unless it is day. */
export function lightenScene(
  canvas: Canvas,
  light: Light,
  weather: Weather,
  lamps: readonly Lamp[],
  random: Random,
): void {
  const cast = casts[light];
  const strength = Math.exp(0.12 * random.normal());
  const sunFrom = random.normal();
  // At night a street lamp lights a part of the tile.
  const [lampX, lampY] = [canvas.width * random.next(), canvas.height * (0.5 + 0.4 * random.next())];
  const lampLight = light === "night" ? 0.5 + 0.35 * random.next() : 0;
  retouch(canvas, (value, x, y, channel) => {
    const slope = 1 + 0.08 * sunFrom * (x / canvas.width - 0.5);
    const glow = lampLight * Math.exp(-(((x - lampX) / 13) ** 2) - ((y - lampY) / 9) ** 2);
    return value * strength * (cast[channel]! * slope + glow * (channel === 2 ? 0.6 : 1)); // three channels
  });
  if (light !== "day") for (const lamp of lamps) addGlow(canvas, lamp, light === "night" ? 1 : 0.55);
  if (weather === "rain") rainOver(canvas, light, random);
}

function addGlow(canvas: Canvas, { x, y, colour, reach }: Lamp, strength: number): void {
  retouch(canvas, (value, column, row, channel) => {
    const distance = (column + 0.5 - x) ** 2 + ((row + 0.5 - y) * 1.2) ** 2;
    const core = Math.exp(-distance / 1.2) + 0.4 * Math.exp(-distance / reach ** 2);
    return value + strength * core * colour[channel]!; // three channels
  });
}

/** Duller and paler, with drops that the shutter draws out. */
function rainOver(canvas: Canvas, light: Light, random: Random): void {
  const veil = light === "night" ? 0.16 : 0.5;
  retouch(canvas, (value) => 0.78 * value + 0.16 * veil);
  const lean = 1.2 * random.normal();
  const count = 10 + random.below(14);
  for (let i = 0; i < count; i++) {
    const [x, y] = [canvas.width * random.next(), canvas.height * random.next()];
    const length = 2 + 3 * random.next();
    const bright = veil + 0.25;
    paint(canvas, stroke(x, y, x + (lean * length) / 5, y + length, 0.2), [bright, bright, bright], 0.35);
  }
}
