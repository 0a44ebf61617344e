/** Bundles what runs in Node, TensorFlow.js included: nothing but Dawn's library has to lie beside it. */
import { join } from "node:path";
import { build } from "vite";

const folder = import.meta.dirname;

/** Programs by name, without ending; each ends as `<name>.mjs` in the folder, and the licences of what is in them where it is said. */
export async function buildForNode(
  programs: readonly string[],
  outDir: string,
  licences: string | null = null,
): Promise<void> {
  await build({
    root: join(folder, "..", "..", ".."),
    configFile: false,
    logLevel: "error",
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: "node20",
      outDir,
      emptyOutDir: true,
      license: licences !== null && { fileName: licences },
      rolldownOptions: {
        input: Object.fromEntries(programs.map((name) => [name, join(folder, `${name}.ts`)])),
        output: { entryFileNames: "[name].mjs", chunkFileNames: "[name].mjs" },
      },
    },
  });
}
