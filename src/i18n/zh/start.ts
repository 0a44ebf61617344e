/** 起始页的文字。 */
import type { start as english } from "../en/start";

export const start: typeof english = {
  title: "就在这个网页里，用自己的数据训练模型",
  drop: "把表格、图像文件夹或文本拖到这里。",
  dropPromise: "任何内容都不会离开这台电脑。",
  formats: "支持 CSV、TSV、TXT；PNG、JPEG、WebP、GIF、BMP、AVIF；IDX、NumPy；以及 gzip 或 zip 压缩。",
  openProject: "打开项目",
  recent: "最近的项目",
  remove: (name) => `删除 ${name}`,
  changed: (ago) => `${ago}修改`,
  runs: (n) => `${n} 次训练`,
  noData: "还没有数据",
  gallery: "或者从示例开始",
  galleryNote: "示例均为合成数据，由随机种子在本机生成。打开后一切就绪，点一下就能训练。",
  rooms: { clinic: "诊所", city: "城市", class: "课堂" },
  roomNotes: { clinic: "病人、化验与判断", city: "交通、能源与规划", class: "适合学习的小问题" },
  synthetic: "合成数据",
  size: (rows) => `${rows} 行`,
  timeHere: (time) => `本机约需 ${time}`,
};
