/** One folder, and an archive of it, that times WebGPU on a Linux machine with nothing but a graphics driver. */
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { dawnLibrary } from "./node/adapter";
import { buildForNode } from "./node/build";

const root = join(import.meta.dirname, "..", "..");
const artifacts = join(root, ".artifacts");
const name = "lightbench-webgpu";

const script = `#!/bin/sh
# Times training on this machine's GPU: ./run.sh --help says what can be chosen.
cd "$(dirname "$0")" && exec ./node packed.mjs "$@"
`;

const readme = `Lightbench on WebGPU, without a browser

  ./run.sh --quick     a few minutes; without it about twenty
  ./run.sh --help      what else can be chosen

Needs Linux on the kind of processor that it was packed on, libvulkan.so.1 and a Vulkan driver; nothing is installed and
nothing is sent. Where a Python on the path has PyTorch with CUDA, it is timed on the same GPU. Another driver is taken
by VK_ICD_FILENAMES. The tables are printed, and written into result.md and result.json beside this file.

What each program in here is licensed under stands in the folder licences.
`;

/** Runs the command; answers its exit code. */
export async function pack(): Promise<number> {
  if (process.platform !== "linux") {
    console.error("The folder is one for Linux, with the Node of the machine that packs it: pack it there.");
    return 1;
  }
  const folder = join(artifacts, name);
  await buildForNode(["packed", "child"], folder, "licences/bundled.md");
  const library = dawnLibrary();
  const copies = {
    [process.execPath]: "node",
    [library]: "dawn.node",
    [join(import.meta.dirname, "pytorch.py")]: "pytorch.py",
    [join(root, "LICENSE")]: "licences/lightbench.txt",
    [join(dirname(library), "..", "..", "LICENSE.md")]: "licences/dawn.md",
    ...(nodeLicence ? { [nodeLicence]: "licences/node.txt" } : {}),
  };
  for (const [from, to] of Object.entries(copies)) copyFileSync(from, join(folder, to));
  writeFileSync(join(folder, "README.txt"), readme);
  writeFileSync(join(folder, "run.sh"), script);
  for (const program of ["node", "run.sh"]) chmodSync(join(folder, program), 0o755);
  console.log(`${archiveOf(folder)}: unpack it on the other machine and start ./run.sh there.`);
  return 0;
}

/** The text that came with this Node: an archive has it beside `bin`, a package of Debian's kind among the documents. */
const nodeLicence = [join(dirname(process.execPath), "..", "LICENSE"), "/usr/share/doc/nodejs/LICENSE"].find(
  existsSync,
);

/** The folder as one file, half as large with xz as with gzip, and its size; the folder itself where there is no tar. */
function archiveOf(folder: string): string {
  console.log("Compressing (a minute or two) …");
  for (const [option, ending] of [
    ["--xz", "tar.xz"],
    ["--gzip", "tar.gz"],
  ] as const) {
    const archive = `${folder}.${ending}`;
    const { status } = spawnSync("tar", ["-C", artifacts, option, "-cf", archive, name], { stdio: "ignore" });
    if (status === 0) return `${archive} (${Math.round(statSync(archive).size / 1e6)} MB)`;
    rmSync(archive, { force: true });
  }
  return folder;
}
