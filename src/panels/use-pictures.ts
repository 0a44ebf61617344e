import { useMemo } from "react";
import type { DatasetInfo } from "../core/dataset";
import type { FetchPictures } from "../ui/pictures/thumbnails";
import { useActions } from "./workbench";

/** Name of the first column of pictures; null where there is none. */
export function imageColumnOf(dataset: DatasetInfo): string | null {
  return dataset.columns.find(({ kind }) => kind === "image")?.name ?? null;
}

/** Fetches pictures of a column: the same function as long as the pictures are the same, so that corrected labels fetch nothing again. */
export function usePictures(dataset: DatasetInfo, column: string): FetchPictures {
  const { pictures } = useActions();
  const { id } = dataset;
  const key = pictureKey(dataset, column);
  return useMemo(
    () => (rows, side, signal) => pictures(id, column, rows, side, signal),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the key says when a data set that was read again has other pictures
    [pictures, id, column, key],
  );
}

/** Changes when files are read again in another way; not when rows get other labels. */
function pictureKey({ columns, rowCount, source }: DatasetInfo, name: string): string {
  const column = columns.find((known) => known.name === name);
  return JSON.stringify([rowCount, column?.missing, column?.summary, source.files.map(({ path }) => path)]);
}
