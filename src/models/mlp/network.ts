/** The hidden layers: dense with dropout after each. */
import type { JsonObject } from "../../core/json";
import type { LayerSpec } from "../../tensor/layers/registry";

export function hiddenLayers({ units, dropout, activation }: JsonObject): readonly LayerSpec[] {
  const widths = Array.isArray(units) ? units.map(Number) : [];
  const rate = Number(dropout ?? 0);
  return widths.flatMap((width): readonly LayerSpec[] => [
    { type: "dense", units: width, activation: activation === "tanh" ? "tanh" : "relu" },
    ...(rate > 0 ? [{ type: "dropout", rate } as const] : []),
  ]);
}
