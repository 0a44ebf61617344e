/** The picture formats that can be opened: one line each. */
import { avif } from "./avif";
import { bmp } from "./bmp";
import { gif } from "./gif";
import { jpeg } from "./jpeg";
import type { PictureFormat } from "./picture-format";
import { png } from "./png";
import { webp } from "./webp";

export const pictureFormats: readonly PictureFormat[] = [png, jpeg, webp, gif, bmp, avif];
