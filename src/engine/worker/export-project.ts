/** A project with all that is stored beside it as one zip file: a manifest, and for each part its JSON and its numbers. */
import { Zip, ZipDeflate } from "fflate";
import { breathe } from "../../core/breathe";
import { projectFormat, type Project } from "../../core/project";
import { pack } from "./pack";
import type { Parts } from "./parts";

/** What the manifest says of each part; its files are parts/0.json, parts/0.bin and so on, in this order. */
export interface PartEntry {
  readonly kind: "dataset" | "model" | "checkpoint" | "backbone";
  /** Of the data set, the run or the backbone. */
  readonly id: string;
}

export interface Manifest {
  readonly format: typeof projectFileMark;
  readonly version: number;
  readonly parts: readonly PartEntry[];
}

export const projectFileMark = "lightbench-project";
export const manifestPath = "manifest.json";
export const projectPath = "project.json";

const chunkBytes = 1 << 20;

/** Reads, packs and writes one part after the other, with room for other work between the pieces. */
export async function exportProject(project: Project, parts: Parts, signal: AbortSignal): Promise<Blob> {
  const zip = createZip(signal);
  const entries: PartEntry[] = [];

  async function addPart(entry: PartEntry, value: unknown): Promise<void> {
    if (value === null) return;
    const { json, arrays } = pack(value);
    await zip.add(`parts/${entries.length}.json`, [new TextEncoder().encode(json)]);
    await zip.add(
      `parts/${entries.length}.bin`,
      arrays.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength)),
    );
    entries.push(entry);
  }

  for (const { id } of project.datasets) await addPart({ kind: "dataset", id }, await parts.datasets.get(id));
  for (const { id } of project.backbones ?? []) {
    await addPart({ kind: "backbone", id }, await parts.backbones.find(id));
  }
  const runs = [];
  for (const run of project.runs) {
    const model = run.hasModel ? await parts.models.find(run.id) : null;
    const checkpoint = run.hasCheckpoint ? await parts.models.getCheckpoint(run.id) : null;
    await addPart({ kind: "model", id: run.id }, model);
    await addPart({ kind: "checkpoint", id: run.id }, checkpoint);
    runs.push({ ...run, hasModel: model !== null, hasCheckpoint: checkpoint !== null });
  }
  await zip.add(projectPath, [new TextEncoder().encode(pack({ ...project, runs }).json)]);
  const manifest: Manifest = { format: projectFileMark, version: projectFormat, parts: entries };
  await zip.add(manifestPath, [new TextEncoder().encode(JSON.stringify(manifest))]);
  return zip.end();
}

function createZip(signal: AbortSignal) {
  let pieces: BlobPart[] = [];
  const zip = new Zip((error, data) => {
    if (error) throw error;
    pieces.push(data);
  });
  return {
    async add(path: string, contents: readonly Uint8Array[]): Promise<void> {
      const file = new ZipDeflate(path, { level: 3 });
      zip.add(file);
      for (const content of contents) {
        for (let from = 0; from < content.length; from += chunkBytes) {
          file.push(content.subarray(from, from + chunkBytes));
          await breathe();
          signal.throwIfAborted();
        }
      }
      file.push(new Uint8Array(0), true);
      // A blob may lie on disk; what is collected here lies in memory.
      pieces = [new Blob(pieces)];
    },
    end(): Blob {
      zip.end();
      return new Blob(pieces, { type: "application/zip" });
    },
  };
}
