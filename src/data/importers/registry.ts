/** The file formats that can be opened: one line each. The first that matches takes the file. */
import { gzipImporter } from "./gzip/gzip";
import type { Importer } from "./importer";
import { tableImporter } from "./table/table";
import { zipImporter } from "./zip/zip";

export const importers: readonly Importer[] = [gzipImporter, zipImporter, tableImporter];
