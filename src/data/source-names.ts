/** What a data set is called after its files. */
import type { ByteSource } from "./importers/importer";

/** The name of the only file, of the folder or archive that all lie in directly, or of the first and how many more. */
export function nameOfFiles(sources: readonly Pick<ByteSource, "name" | "path">[]): string {
  const [first] = sources;
  if (!first) return "";
  const bare = withoutLastEnding(first.name);
  if (sources.length === 1) return bare;
  const folder = first.path.split("/").at(-2);
  const isOneFolder = folder && sources.every(({ path }) => path.split("/").at(-2) === folder);
  return isOneFolder ? folder : `${bare} + ${sources.length - 1}`;
}

/** As `nameOfFiles`, but the folder or archive that was dropped comes first, however deep the files lie in it. */
export function nameOfCollection(sources: readonly Pick<ByteSource, "name" | "path">[]): string {
  const [root, ...rest] = sources[0]?.path.replace(/^\.?\//, "").split("/") ?? [];
  if (root === undefined || rest.length === 0) return nameOfFiles(sources);
  if (sources.every(({ path }) => path.replace(/^\.?\//, "").startsWith(`${root}/`)))
    return root.replace(/\.zip$/i, "");
  return nameOfFiles(sources);
}

function withoutLastEnding(name: string): string {
  return name.replace(/\.[^.]+$/, "") || name;
}
