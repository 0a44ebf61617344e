/** The four networks that lessons name: how each is called and fitted, to the letter. Its layers are in network.ts, under the same id. */
import type { TrainingSettings } from "../../core/training";
import type { Wording } from "../../core/wording";

interface Lesson {
  readonly id: "scan-224" | "digits-1conv" | "digits-3conv" | "rgb-2conv";
  readonly label: Wording;
  readonly summary: Wording;
  /** Side of the pictures; 0: as they are. */
  readonly imageSize: number;
  readonly training: Partial<TrainingSettings>;
}

const adam = { optimizer: "adam", learningRate: 0.001 } as const;

export const lessons: readonly Lesson[] = [
  {
    id: "scan-224",
    label: { en: "Scans, 224 pixels", zh: "影像，224 像素" },
    summary: {
      en: "One convolution and a dense layer of 128 on 224 × 224 pixels, Adam, batch 32, 10 epochs, to the letter of the lesson: 50 million weights for colour.",
      zh: "在 224 × 224 像素上的一层卷积和 128 单元全连接层，Adam，批大小 32，10 轮，与教材完全一致：彩色图像有 5000 万个权重。",
    },
    imageSize: 224,
    training: { ...adam, batchSize: 32, epochs: 10 },
  },
  {
    id: "digits-1conv",
    label: { en: "Digits, one convolution", zh: "数字，一层卷积" },
    summary: {
      en: "One convolution of 32 filters on 28 × 28 pixels, Adam, batch 32, 5 epochs, to the letter of the lesson.",
      zh: "在 28 × 28 像素上的一层 32 滤波器卷积，Adam，批大小 32，5 轮，与教材完全一致。",
    },
    imageSize: 28,
    training: { ...adam, batchSize: 32, epochs: 5 },
  },
  {
    id: "digits-3conv",
    label: { en: "Digits, three convolutions", zh: "数字，三层卷积" },
    summary: {
      en: "Three convolutions of 32, 64 and 64 filters on 28 × 28 pixels, Adam, batch 64, 10 epochs, to the letter of the lesson.",
      zh: "在 28 × 28 像素上的三层卷积（32、64、64 个滤波器），Adam，批大小 64，10 轮，与教材完全一致。",
    },
    imageSize: 28,
    training: { ...adam, batchSize: 64, epochs: 10 },
  },
  {
    id: "rgb-2conv",
    label: { en: "Colour pictures, two convolutions", zh: "彩色图片，两层卷积" },
    summary: {
      en: "Two padded convolutions of 32 and 64 filters and a dense layer of 1,000, SGD at 0.01, 10 epochs, to the letter of the lesson, which names no batch size: 32.",
      zh: "两层补边卷积（32、64 个滤波器）和 1000 单元全连接层，SGD 学习率 0.01，10 轮，与教材完全一致；教材未给批大小：32。",
    },
    imageSize: 0,
    training: { optimizer: "sgd", learningRate: 0.01, batchSize: 32, epochs: 10 },
  },
];
