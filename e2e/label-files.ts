/** Made-up data of several labels at once: pictures with a table that lists them, and a table with a column for each. */
import { zipSync } from "fflate";
import { createRandom } from "../src/core/random";
import { pngFile } from "../src/data/pictures/picture-files.fixture";

interface FilePayload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export const labelNames = ["Mass", "Pleural_Thickening", "Oedema"] as const;
const side = 18;

/** Each label is a bright patch in a place of its own; about every third picture has it. A function of the seed. */
export function labelledPictures(count: number, seed = 1): FilePayload {
  const random = createRandom(seed);
  const content: Record<string, Uint8Array> = {};
  const lines = ["file,Finding Labels"];
  for (let i = 0; i < count; i++) {
    const has = labelNames.map(() => random.next() < 0.35);
    content[`films/${i}.png`] = pngFile(side, side, (x, y) => {
      const third = Math.floor((3 * x) / side);
      return (has[third] && y > 5 && y < 13 ? 150 : 40) + random.below(40);
    });
    lines.push(`${i}.png,${labelNames.filter((_, at) => has[at]).join("|") || "No Finding"}`);
  }
  content["films/labels.csv"] = new TextEncoder().encode(`${lines.join("\n")}\n`);
  return { name: "films.zip", mimeType: "application/zip", buffer: Buffer.from(zipSync(content, { level: 0 })) };
}

/** Two amounts, and of each whether it is high. */
export function labelledTable(count: number, seed = 1): FilePayload {
  const random = createRandom(seed);
  const lines = Array.from({ length: count }, () => {
    const [sugar, pressure] = [random.normal(), random.normal()];
    const high = (value: number) => (value + 0.3 * random.normal() > 0.4 ? "yes" : "no");
    return [sugar.toFixed(3), pressure.toFixed(3), high(sugar), high(pressure)].join(",");
  });
  const text = ["sugar,pressure,diabetes,hypertension", ...lines].join("\n");
  return { name: "ward.csv", mimeType: "text/csv", buffer: Buffer.from(`${text}\n`) };
}
