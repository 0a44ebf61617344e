/** Opens a project file: all that it holds goes into storage under new ids, so that nothing is ever overwritten. */
import type { Backbone } from "../../core/backbone";
import type { Checkpoint } from "../../core/estimator";
import { fail, WorkbenchError } from "../../core/failure";
import { projectFormat, type Project } from "../../core/project";
import { fileSource } from "../../data/importers/byte-source";
import type { ByteSource } from "../../data/importers/importer";
import { zipImporter } from "../../data/importers/zip/zip";
import { migrateProject } from "../../storage/project-format";
import type { StoredDataset, StoredModel } from "../../storage/storage";
import { manifestPath, projectFileMark, projectPath, type Manifest, type PartEntry } from "./export-project";
import { unpack } from "./pack";
import type { Parts } from "./parts";

/** Throws `storage/not-a-project`, `storage/newer-version`, `storage/full`; whatever was written by then is deleted again. */
export async function importProject(file: File, id: string, parts: Parts, signal: AbortSignal): Promise<Project> {
  const undo: (() => Promise<void>)[] = [];
  try {
    const archive = await openArchive(file);
    const manifest = readManifest(JSON.parse(await archive.text(manifestPath)), file.name);
    const stored = migrateProject(unpack(await archive.text(projectPath), new ArrayBuffer(0)), file.name);
    const newIds = new Map(
      [...stored.datasets, ...stored.runs].map((known) => [known.id, crypto.randomUUID() as string]),
    );
    const read = async (part: number) => {
      const bytes = await archive.bytes(`parts/${part}.bin`);
      return unpack(await archive.text(`parts/${part}.json`), bytes.buffer);
    };
    for (const [i, entry] of manifest.parts.entries()) {
      signal.throwIfAborted();
      if (entry.kind === "backbone") {
        // It keeps its name, which is its print; what is left of a file that was no project is swept away later.
        await parts.storage.writeBackbone((await read(i)) as Backbone); // packed by exportProject
        continue;
      }
      const newId = newIds.get(entry.id);
      if (newId === undefined) continue;
      const value = await read(i);
      undo.push(() => (entry.kind === "dataset" ? parts.datasets.close(newId) : parts.models.delete(newId)));
      await writePart(entry, value, newId, parts);
    }
    return renamed(stored, id, newIds);
  } catch (error) {
    for (const work of undo) await work();
    const isOwn = error instanceof WorkbenchError && !error.code.startsWith("import/");
    if (isOwn || signal.aborted) throw error;
    throw notWhole(file, error);
  }
}

async function openArchive(file: File) {
  const source = fileSource({ file, path: file.name });
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  if (!zipImporter.matches(head, file.name)) {
    throw notAProject(file.name, { en: "it is no archive", zh: "它不是压缩档案" });
  }
  const entries = new Map<string, ByteSource>();
  for (const entry of await zipImporter.unpack(source)) entries.set(entry.path.slice(source.path.length + 1), entry);

  async function bytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
    const entry = entries.get(path);
    if (!entry) throw notAProject(file.name, { en: `“${path}” is not in it`, zh: `其中没有“${path}”` });
    const content = await entry.blob();
    return new Uint8Array(await content.arrayBuffer());
  }
  return { bytes, text: async (path: string) => new TextDecoder().decode(await bytes(path)) };
}

function readManifest(value: unknown, name: string): Manifest {
  const manifest = value as Partial<Manifest> | null; // checked below
  if (manifest?.format !== projectFileMark || typeof manifest.version !== "number") {
    throw notAProject(name, { en: "its manifest is another one", zh: "其清单文件不符" });
  }
  if (manifest.version > projectFormat) {
    throw fail("storage/newer-version", { file: name, version: manifest.version, known: projectFormat });
  }
  return { format: projectFileMark, version: manifest.version, parts: manifest.parts ?? [] };
}

/** Writes straight to storage: what could not be kept must not be opened as if it were. */
async function writePart(
  entry: Pick<PartEntry, "kind">,
  value: unknown,
  id: string,
  { storage }: Parts,
): Promise<void> {
  switch (entry.kind) {
    case "dataset": {
      const { dataset, info } = value as StoredDataset; // packed by exportProject
      return storage.writeDataset({ dataset: { ...dataset, id }, info: { ...info, id } });
    }
    case "model":
      return storage.writeModel({ ...(value as StoredModel), run: id }); // packed by exportProject
    case "checkpoint":
      return storage.writeCheckpoint(id, value as Checkpoint); // packed by exportProject
  }
}

function renamed(project: Project, id: string, newIds: ReadonlyMap<string, string>): Project {
  const newId = (known: string) => newIds.get(known) ?? known;
  return {
    ...project,
    id,
    datasets: project.datasets.map((dataset) => ({ ...dataset, id: newId(dataset.id) })),
    dataset: project.dataset && newId(project.dataset),
    runs: project.runs.map((run) => ({
      ...run,
      id: newId(run.id),
      request: { ...run.request, dataset: newId(run.request.dataset) },
    })),
    currentRun: project.currentRun && newId(project.currentRun),
  };
}

function notAProject(file: string, reason: { readonly en: string; readonly zh: string }, cause?: unknown) {
  return fail("storage/not-a-project", { file, reasonEn: reason.en, reasonZh: reason.zh }, cause);
}

function notWhole(file: File, cause: unknown) {
  return notAProject(file.name, { en: "it is damaged or cut short", zh: "文件已损坏或不完整" }, cause);
}
