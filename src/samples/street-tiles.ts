/** Tiles cut from the pictures of eight invented street cameras. */
import { categoryColumn, imageColumn } from "../core/make-column";
import type { Picture } from "../core/picture";
import type { Random } from "../core/random";
import type { SampleSpec, SampleTable } from "../core/sample-spec";
import { type Camera, drawCamera, drawTile, type Moment } from "./pictures/street";
import type { Light, Weather } from "./pictures/street-light";
import type { Content } from "./pictures/street-user";

const cameraCount = 8;
const rowCount = 900;
const contents = ["empty", "car", "bus", "bicycle", "pedestrian"] as const satisfies readonly Content[];
const lights = ["day", "dusk", "night"] as const satisfies readonly Light[];
const weathers = ["dry", "rain"] as const satisfies readonly Weather[];

export const streetTiles: SampleSpec = {
  id: "street-tiles",
  title: { en: "Street-camera tiles", zh: "街道摄像头图块" },
  question: { en: "What is on the road?", zh: "路上有什么？" },
  lesson: {
    en: "900 tiles of eight invented street cameras, drawn by a program: synthetic, by day, dusk and night, dry and in rain. Tiles of every camera are in training and test, so the score holds for these eight cameras; split by camera instead to see how a new one would fare. Eight cameras are too few to be sure of that, and real streets hold more than five kinds of things.",
    zh: "八个虚构街道摄像头的 900 个图块，由程序绘制，数据为合成：有白天、黄昏和夜晚，有晴天和雨天。训练集和测试集都含每个摄像头的图块，因此得分只适用于这八个摄像头；改为按摄像头划分，可以看到换一个新摄像头会怎样。八个摄像头太少，难以下定论，真实街道上的事物也远不止五类。",
  },
  room: "city",
  rowCount,
  secondsHere: 30,
  task: { kind: "classification", target: "content", features: ["image"] },
  model: "cnn",
  split: { kind: "stratified", by: "content", validation: 0.2, test: 0.2 },
  generate,
  preview,
};

interface Tile {
  readonly place: number;
  readonly camera: Camera;
  readonly moment: Moment;
  readonly random: Random;
}

function generate(random: Random): SampleTable {
  const tiles = planTiles(random);
  const categories = (name: string, read: (tile: Tile) => string, all: readonly string[]) =>
    categoryColumn(name, tiles.map(read), all);
  return {
    name: "Street-camera tiles (synthetic)",
    columns: [
      imageColumn("image", tiles.map(draw)),
      categories(
        "camera",
        ({ place }) => cameraName(place),
        Array.from({ length: cameraCount }, (_, i) => cameraName(i)),
      ),
      categories("light", ({ moment }) => moment.light, lights),
      categories("weather", ({ moment }) => moment.weather, weathers),
      categories("content", ({ moment }) => moment.content, contents),
    ],
  };
}

function planTiles(random: Random): readonly Tile[] {
  const cameras = Array.from({ length: cameraCount }, (_, i) => drawCamera(i, random.fork(`camera ${i}`)));
  return Array.from({ length: rowCount }, (_, row) => {
    const chance = random.fork(row);
    const place = chance.below(cameraCount);
    const moment: Moment = {
      content: drawn(contents, [0.3, 0.3, 0.12, 0.14, 0.14], chance),
      light: drawn(lights, [0.55, 0.2, 0.25], chance),
      weather: drawn(weathers, [0.75, 0.25], chance),
    };
    return { place, camera: cameras[place]!, moment, random: chance }; // below the count
  });
}

function* preview(random: Random): Iterable<Picture> {
  for (const row of planTiles(random)) yield draw(row);
}

function draw({ camera, moment, random }: Tile): Picture {
  return drawTile(camera, moment, random);
}

/** One of the values, by their shares, which add up to 1. */
function drawn<T>(values: readonly [T, ...T[]], shares: readonly number[], random: Random): T {
  let left = random.next();
  return values.find((_, i) => (left -= shares[i] ?? 0) < 0) ?? values[0];
}

function cameraName(i: number): string {
  return `C${i + 1}`;
}
