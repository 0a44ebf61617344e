import type { pictures as english } from "../en/pictures";

export const pictures: typeof english = {
  missingPicture: "这一行没有图像",
  row: (number) => `第 ${number} 行`,
  nothing: "没有可显示的图像。",
  size: "缩略图大小",
  smaller: "缩小",
  larger: "放大",
  previous: "上一张",
  next: "下一张",
  facts: "该行的其他信息",
  missing: "缺失",
};
