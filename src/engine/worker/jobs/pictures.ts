/** Pictures for the page: made small here, so that what crosses is as much as will be seen. */
import { breathe } from "../../../core/breathe";
import { pictureAt } from "../../../core/column-values";
import { fail } from "../../../core/failure";
import { findColumn } from "../../../core/find-column";
import type { Picture } from "../../../core/picture";
import { shrinkPicture } from "../../../data/pictures/shrink";
import { withTransfer, type Handlers } from "../../rpc";
import type { Parts } from "../parts";

/** After so long others have their turn, and a call that is no longer wanted ends. */
const turnMs = 16;

export function createPictureJobs({ datasets }: Parts): Pick<Handlers, "data/pictures"> {
  return {
    async "data/pictures"({ dataset: id, column: name, rows, side }, { signal }) {
      const { dataset } = await datasets.get(id);
      const column = findColumn(dataset.columns, name);
      if (column.kind !== "image") throw fail("data/no-pictures", { column: name });
      const isOutside = (row: number) => !Number.isInteger(row) || row < 0 || row >= dataset.rowCount;
      const outside = rows.find(isOutside);
      if (outside !== undefined) {
        throw fail("data/row-range", { from: outside, to: outside + 1, rowCount: dataset.rowCount });
      }
      const pictures: (Picture | null)[] = [];
      let since = performance.now();
      for (const row of rows) {
        const picture = pictureAt(column, row);
        pictures.push(picture && ownCopy(shrinkPicture(picture, Math.max(1, side)), picture));
        if (performance.now() - since < turnMs) continue;
        await breathe();
        signal.throwIfAborted();
        since = performance.now();
      }
      return withTransfer(
        { pictures },
        pictures.flatMap((picture) => (picture ? [picture.pixels.buffer] : [])),
      );
    },
  };
}

/** What is moved away must not be the column's own bytes. */
function ownCopy(small: Picture, picture: Picture): Picture {
  return small === picture ? { ...picture, pixels: picture.pixels.slice() } : small;
}
