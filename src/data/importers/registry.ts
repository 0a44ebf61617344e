/** The file formats that can be opened: one line each. The first that matches takes the file. */
import { gzipImporter } from "./gzip/gzip";
import { idxImporter } from "./idx/idx";
import type { Importer } from "./importer";
import { npyImporter } from "./npy/npy";
import { pictureImporters } from "./pictures/pictures";
import { tableImporter } from "./table/table";
import { vectorsImporter } from "./vectors/vectors";
import { zipImporter } from "./zip/zip";

export const importers: readonly Importer[] = [
  gzipImporter,
  zipImporter,
  idxImporter,
  npyImporter,
  ...pictureImporters,
  vectorsImporter,
  tableImporter,
];
