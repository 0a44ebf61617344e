/** Opens typed arrays: a whole data set from the files of one format. */
import type { Dataset, DatasetFile, OpenOptions } from "../core/dataset";
import type { FoundArrays } from "./importers/find-sources";
import type { ByteSource } from "./importers/importer";
import { throwIfCancelled, type OpenContext } from "./read-tables";
import { warnOfSetAside } from "./set-aside";
import { nameOfFiles } from "./source-names";
import { createWarningLog } from "./warning-log";

/** @param setAside what else was dropped. Throws what the importer throws, and `import/cancelled`. */
export async function openArrays(
  { importer, sources }: FoundArrays,
  setAside: readonly ByteSource[],
  options: OpenOptions,
  totalBytes: number,
  { id, signal, onProgress }: OpenContext,
): Promise<Dataset> {
  let loadedBytes = 0;
  const onBytes = (count: number) => {
    loadedBytes += count;
    onProgress({ loadedBytes: Math.min(loadedBytes, totalBytes), totalBytes, rowCount: 0 });
  };
  throwIfCancelled(signal, sources[0]?.name ?? "");
  const { columns, rowCount, rowsOf, warnings } = await importer.read(sources, options, { signal, onBytes });
  throwIfCancelled(signal, sources[0]?.name ?? "");
  const log = createWarningLog();
  warnOfSetAside(setAside, log);
  for (const { wording, ...place } of warnings) log.add(place, () => wording);
  const files = sources.map((source): DatasetFile => ({
    name: source.name,
    path: source.path,
    sizeBytes: source.sizeBytes,
    rowCount: rowsOf.get(source) ?? 0,
  }));
  return {
    id,
    name: options.name ?? nameOfFiles(sources),
    rowCount,
    columns,
    source: { files },
    warnings: log.warnings,
    warningCount: log.count,
  };
}
