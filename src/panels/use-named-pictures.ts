import { useMemo } from "react";
import type { DatasetInfo } from "../core/dataset";
import type { FetchPictures } from "../ui/pictures/thumbnails";
import { usePictures } from "./use-pictures";
import { useActions } from "./workbench";

/** The column that opening a folder fills with the paths of its files. */
const fileColumn = "file";
/** Names are short; more than these are begun anew. */
const mostNames = 100_000;

export interface NamedPictures {
  /** Brings the names with the pictures, so that a name is there as soon as its picture is. */
  readonly fetchPictures: FetchPictures;
  /** The file without its folders; undefined where it has not come yet, or the data set has no column of files. */
  readonly nameOf: (row: number) => string | undefined;
}

export function useNamedPictures(dataset: DatasetInfo, column: string): NamedPictures {
  const fetchPictures = usePictures(dataset, column);
  const { rows: fetchRows } = useActions();
  const { id } = dataset;
  const hasFiles = dataset.columns.some(({ name, kind }) => name === fileColumn && kind !== "image");
  return useMemo((): NamedPictures => {
    const names = new Map<number, string>();
    if (!hasFiles) return { fetchPictures, nameOf: () => undefined };
    const fetchNames = async (rows: readonly number[]) => {
      const { values } = await fetchRows(id, 0, rows.length, rows, [fileColumn]);
      if (names.size > mostNames) names.clear();
      rows.forEach((row, at) => names.set(row, String(values[0]?.[at] ?? "").replace(/^.*[/\\]/, "")));
    };
    return {
      async fetchPictures(rows, side, signal) {
        const [pictures] = await Promise.all([fetchPictures(rows, side, signal), fetchNames(rows)]);
        return pictures;
      },
      nameOf: (row) => names.get(row),
    };
  }, [fetchPictures, fetchRows, id, hasFiles]);
}
