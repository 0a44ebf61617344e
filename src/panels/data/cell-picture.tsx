/** The picture of a row in a cell of the table, with its size beside it. */
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { PictureCanvas } from "../../ui/pictures/picture-canvas";
import { createThumbnails, type FetchPictures, type Thumbnails } from "../../ui/pictures/thumbnails";
import classes from "./cell-picture.module.css";

/** Thumbnails of the cells that are there now. */
export interface CellPictures extends Pick<Thumbnails, "picture" | "subscribe"> {
  /** A cell has come; returns how to say that it has gone. */
  watch(row: number): () => void;
}

/** CSS pixels: a row of the table is 28 high. */
const sidePx = 24;
/** While the user flies over pages no picture is asked for. */
const restMs = 40;

function createCellPictures(fetchPictures: FetchPictures): CellPictures {
  const thumbnails = createThumbnails(fetchPictures, 2 * sidePx);
  const watched = new Set<number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = () => {
    clearTimeout(timer);
    timer = setTimeout(() => thumbnails.want([...watched]), restMs);
  };
  return {
    picture: thumbnails.picture,
    subscribe: thumbnails.subscribe,
    watch(row) {
      watched.add(row);
      ask();
      return () => {
        watched.delete(row);
        ask();
      };
    },
  };
}

/** null where there are no pictures to fetch. */
export function useCellPictures(fetchPictures: FetchPictures | null): CellPictures | null {
  return useMemo(() => fetchPictures && createCellPictures(fetchPictures), [fetchPictures]);
}

export interface CellPictureProps {
  readonly pictures: CellPictures;
  readonly row: number;
  /** Width and height in words. */
  readonly size: string;
}

export function CellPicture({ pictures, row, size }: CellPictureProps) {
  useEffect(() => pictures.watch(row), [pictures, row]);
  const picture = useSyncExternalStore(pictures.subscribe, () => pictures.picture(row));
  return (
    <span className={classes.cell}>
      <PictureCanvas picture={picture} label="" width={sidePx} height={sidePx} />
      {size}
    </span>
  );
}
