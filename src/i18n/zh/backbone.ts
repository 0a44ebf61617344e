import type { backbone as english } from "../en/backbone";

export const backbone: typeof english = {
  title: "骨干网络",
  note: "来自本机磁盘、已在其他图片上学习过的网络。它不会离开这台电脑，并随项目一起保存。",
  invite: "选择或拖入 TensorFlow.js layers 模型的文件：model.json 及其全部 .bin 文件。",
  example: "例如用 tensorflowjs_converter 转换的 Keras MobileNet，或从 Teachable Machine 导出的模型。",
  reading: "正在读取网络……",
  input: "输入",
  anySize: "任意大小",
  size: (height, width) => `${height} × ${width} 像素`,
  channels: (count) => (count === 1 ? "灰度" : "彩色"),
  layers: "层数",
  weights: "权重",
  print: "指纹",
  cut: "截取位置",
  cutHelp: "此层之后的部分不使用。默认去掉分类器，因为它只认识原来的类别。",
  cutOption: (layer, kind, shape) => `${layer} · ${kind} · ${shape}`,
  proposed: "建议",
  gone: (id) => `此处没有保存骨干网络 ${id}：请重新选择其文件。`,
  other: "选择其他网络",
  keep: "保留当前网络",
};
