/** NumPy arrays, alone or several in an .npz, which is a zip archive and unpacked as one. */
import { readArrays } from "../arrays/read-arrays";
import type { ColumnsImporter } from "../importer";
import { hasNpyMark, parseNpyHeader } from "./header";

export const npyImporter: ColumnsImporter = {
  id: "npy",
  kind: "columns",
  accepts: ["npy"],
  matches: (head, name) => hasNpyMark(head) || /\.npy$/i.test(name),
  read: (sources, options, context) => readArrays(sources, parseNpyHeader, options, context),
};
