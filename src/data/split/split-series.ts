/** Deals the rows of series out: a forecast is judged on what comes later, or on series of their own. */
import type { Dataset } from "../../core/dataset";
import { allRows } from "../../core/all-rows";
import { fail } from "../../core/failure";
import type { Split, SplitRequest } from "../../core/split";
import type { SeriesWindow } from "../../core/task";
import { splitRows } from "./split-rows";

/** No column of a table is called so. */
const orderOfRows = "\u0000";

/**
 * time: by the column named, or the one that orders the series, or in the order of the rows. given: as the column says; what it does not name is the latest of its
 * training rows. group: whole groups, such as series. Throws what `splitRows` throws, and `fit/setting` for a split that would deal neighbours to both sides.
 */
export function splitSeries(
  dataset: Dataset,
  { time }: Pick<SeriesWindow, "time">,
  request: SplitRequest,
  rows: Uint32Array<ArrayBuffer>,
  seed: number,
): Split {
  const by = time ?? orderOfRows;
  const ordered = time === undefined ? withOrder(dataset) : dataset;
  const deal = (asked: SplitRequest, among = rows) =>
    splitRows({ dataset: ordered, request: asked, rows: among, targetCodes: null, seed });
  switch (request.kind) {
    case "time":
      return deal({ ...request, by: request.by ?? by });
    case "group":
      return deal(request);
    case "given": {
      const given = deal({ ...request, validation: 0, test: 0 });
      const share = (subset: "validation" | "test") =>
        given[subset].length > 0 ? 0 : ((request[subset] ?? 0) * rows.length) / given.train.length;
      const shares = { validation: share("validation"), test: share("test") };
      if (shares.validation + shares.test === 0) return given;
      const carved = deal({ kind: "time", by, ...shares }, given.train);
      return {
        train: carved.train,
        validation: shares.validation > 0 ? carved.validation : given.validation,
        test: shares.test > 0 ? carved.test : given.test,
      };
    }
    default:
      throw fail("fit/setting", {
        setting: "split",
        reasonEn:
          "what looks back over a series is judged on later rows: split by time, by whole series or as a column says",
        reasonZh: "回看序列的模型应在更晚的数据上评估：请按时间、按整个序列或按指定列划分",
      });
  }
}

function withOrder(dataset: Dataset): Dataset {
  const values = Float64Array.from(allRows(dataset));
  return { ...dataset, columns: [...dataset.columns, { kind: "number", name: orderOfRows, values }] };
}
