import type { pictures as english } from "../en/pictures";

export const pictures: typeof english = {
  missingPicture: "这一行没有图像",
};
