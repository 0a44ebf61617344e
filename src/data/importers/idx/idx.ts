/** IDX files, such as the four that MNIST is handed out in: pictures and labels are paired by their names. */
import { readArrays } from "../arrays/read-arrays";
import type { ColumnsImporter } from "../importer";
import { hasIdxMark, parseIdxHeader } from "./header";

export const idxImporter: ColumnsImporter = {
  id: "idx",
  kind: "columns",
  accepts: ["idx", "ubyte"],
  matches: (head, name) => hasIdxMark(head) || /\bidx\d?-?ubyte$|\.idx\d?$/i.test(name),
  read: (sources, options, context) => readArrays(sources, parseIdxHeader, options, context),
};
