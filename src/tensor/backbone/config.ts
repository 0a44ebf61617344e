/** Settings of a layer as they stand in a file: anything may be in them, so each is looked at before it is used. */
import type { Wording } from "../../core/wording";

export type Config = Readonly<Record<string, unknown>>;

/** Why a layer cannot be computed here; whoever reads the file adds which layer it is. */
export class UnknownSetting extends Error {
  readonly reason: Wording;
  constructor(reason: Wording) {
    super(reason.en);
    this.reason = reason;
  }
}

export function isConfig(value: unknown): value is Config {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refuse(name: string, value: unknown): UnknownSetting {
  const shown = JSON.stringify(value) ?? "nothing";
  return new UnknownSetting({ en: `its “${name}” is ${shown}`, zh: `其“${name}”为 ${shown}` });
}

/** A finite number, or the default where there is none. */
export function numberIn(config: Config, name: string, otherwise?: number): number {
  const value = config[name] ?? otherwise;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw refuse(name, config[name]);
}

/** A whole number from 1. */
export function countIn(config: Config, name: string, otherwise?: number): number {
  const value = numberIn(config, name, otherwise);
  if (Number.isInteger(value) && value >= 1) return value;
  throw refuse(name, value);
}

/** One whole number from 1 for both directions, or one for each. */
export function pairIn(config: Config, name: string, otherwise?: readonly [number, number]): [number, number] {
  const value = config[name] ?? otherwise;
  const pair = typeof value === "number" ? [value, value] : value;
  if (Array.isArray(pair)) {
    const [down, across = down] = pair as unknown[]; // looked at below
    if (isCount(down) && isCount(across) && pair.length <= 2) return [down, across];
  }
  throw refuse(name, value);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1;
}

/** [[top, bottom], [left, right]] from any of the ways in which Keras writes it. */
export function marginsIn(config: Config, name: string): [[number, number], [number, number]] {
  const value = config[name];
  const isMargin = (item: unknown): item is number => typeof item === "number" && Number.isInteger(item) && item >= 0;
  const side = (item: unknown): [number, number] => {
    if (isMargin(item)) return [item, item];
    const [before, after] = Array.isArray(item) ? (item as unknown[]) : []; // looked at on the next line
    if (isMargin(before) && isMargin(after)) return [before, after];
    throw refuse(name, value);
  };
  if (!Array.isArray(value)) return [side(value), side(value)];
  const [down, across] = value as unknown[]; // looked at by side()
  return [side(down), side(across)];
}

export function flagIn(config: Config, name: string, otherwise: boolean): boolean {
  return typeof config[name] === "boolean" ? config[name] : otherwise;
}

/** A list of numbers, or of one number. */
export function numbersIn(config: Config, name: string): number[] {
  const value = config[name];
  const list: unknown[] = Array.isArray(value) ? value.flat(8) : [value];
  if (list.length > 0 && list.every((item) => typeof item === "number" && Number.isFinite(item)))
    return list as number[]; // just looked at
  throw refuse(name, value);
}

export function paddingIn(config: Config): "same" | "valid" {
  const value = config["padding"] ?? "valid";
  if (value === "same" || value === "valid") return value;
  throw refuse("padding", value);
}

/** Throws unless the channel is the last axis. */
export function requireChannelsLast(config: Config): void {
  const value = config["data_format"] ?? "channels_last";
  if (value !== "channels_last" && value !== null) throw refuse("data_format", value);
}

/** Throws unless a setting is one that makes no difference, or is not given. */
export function requireOnes(config: Config, name: string): void {
  const value = config[name] ?? 1;
  const list = Array.isArray(value) ? value : [value];
  if (!list.every((item) => item === 1)) throw refuse(name, value);
}
