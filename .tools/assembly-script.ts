/** Compiles the AssemblyScript kernels as part of the ordinary build: a module's bytes become text in the script that needs them. */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Plugin } from "vite";

const prefix = "virtual:wasm-kernels/";

/** Features of the build by the words of its name: "relaxed-shared", "plain-single" and so on. */
const options: { readonly [Word in string]: readonly string[] } = {
  relaxed: ["--enable", "relaxed-simd"],
  plain: [],
  // The limit is that of a 32-bit memory: 65,536 pages of 64 KiB.
  shared: ["--sharedMemory", "--initialMemory", "1", "--maximumMemory", "65536"],
  single: [],
};

/** No run-time system and no stack in memory, so that several threads may run a module on one memory. */
const common = [
  ...["--runtime", "stub", "--importMemory", "--memoryBase", "4096", "--noAssert", "--use", "abort="],
  ...["--enable", "simd", "--enable", "threads", "--optimizeLevel", "3", "--shrinkLevel", "0"],
];

/**
 * Answers `virtual:wasm-kernels/<relaxed|plain>-<shared|single>` with a script that exports the compiled module as
 * base64 text. `folder` holds index.ts and the sources beside it; `cacheFolder` keeps what was compiled before.
 */
export function assemblyScript(folder: string, cacheFolder: string): Plugin {
  const sources = () => readdirSync(folder).filter((name) => name.endsWith(".ts"));
  return {
    name: "assembly-script",
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
    async load(id) {
      if (!id.startsWith(`\0${prefix}`)) return null;
      const variant = id.slice(prefix.length + 1);
      const features = variant.split("-").flatMap((word) => {
        const found = options[word];
        if (!found) throw new RangeError(`no build of the kernels is called “${variant}”`);
        return found;
      });
      const texts = new Map(sources().map((name) => [name, readFileSync(join(folder, name), "utf8")]));
      for (const name of texts.keys()) this.addWatchFile(resolve(folder, name));
      const bytes = await compiled(texts, [...common, ...features], cacheFolder);
      return `export const base64 = ${JSON.stringify(bytes.toString("base64"))};`;
    },
  };
}

/** The module from the cache, or compiled now. Throws the compiler's own words where it refuses. */
async function compiled(
  texts: ReadonlyMap<string, string>,
  flags: readonly string[],
  cacheFolder: string,
): Promise<Buffer> {
  const { default: asc } = await import("assemblyscript/asc");
  const key = createHash("sha256")
    .update(JSON.stringify([asc.version, flags, ...texts]))
    .digest("hex");
  const path = join(cacheFolder, `${key.slice(0, 32)}.wasm`);
  try {
    return readFileSync(path);
  } catch {
    // Not compiled yet.
  }
  let bytes: Buffer | null = null;
  let complaints = "";
  const { error } = await asc.main(["index.ts", "--outFile", "kernels.wasm", ...flags], {
    readFile: (name) => texts.get(name) ?? null,
    writeFile: (name, content) => {
      if (name === "kernels.wasm") bytes = Buffer.from(content);
    },
    listFiles: () => [],
    stderr: { write: (text) => void (complaints += String(text)) },
  });
  if (error || !bytes) throw new Error(`The kernels do not compile.\n${complaints}`, { cause: error });
  mkdirSync(cacheFolder, { recursive: true });
  // Another build may be looking for it: what has the name is whole.
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, bytes);
  renameSync(draft, path);
  return bytes;
}
