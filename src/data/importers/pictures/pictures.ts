/** Picture files: one picture each, whatever their names say. */
import { pictureFormats } from "../../pictures/formats/registry";
import type { PictureImporter } from "../importer";

export const pictureImporters: readonly PictureImporter[] = pictureFormats.map(
  ({ id, endings, matches }): PictureImporter => ({ id, kind: "picture", accepts: endings, matches }),
);
