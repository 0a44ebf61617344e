import { useEffect, useMemo, useSyncExternalStore } from "react";
import { createThumbnailSizes, thumbnailSide, type FetchPictures, type Thumbnails } from "./thumbnails";

/** While the user flies over rows none is asked for. */
const restMs = 40;

/** The pictures of `rows` from place `from` to `to` (excluded), `sizePx` CSS pixels large; draws anew when some have come. */
export function useThumbnails(
  fetchPictures: FetchPictures,
  sizePx: number,
  { rows, from, to }: { readonly rows: readonly number[]; readonly from: number; readonly to: number },
): Thumbnails {
  const side = thumbnailSide(sizePx, globalThis.devicePixelRatio);
  const ofSide = useMemo(() => createThumbnailSizes(fetchPictures), [fetchPictures]);
  const thumbnails = useMemo(() => ofSide(side), [ofSide, side]);
  useSyncExternalStore(thumbnails.subscribe, thumbnails.version);
  useEffect(() => {
    const timer = setTimeout(() => thumbnails.want(rows.slice(from, to)), restMs);
    return () => clearTimeout(timer);
  }, [thumbnails, rows, from, to]);
  return thumbnails;
}
