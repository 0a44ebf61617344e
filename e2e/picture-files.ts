/** Made-up pictures as a pair of IDX files: discs of three sizes on a noisy ground. */
import { createRandom } from "../src/core/random";

interface FilePayload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const side = 28;

/** Class 0 is a small disc, 1 a middle one, 2 a large one, in turn; a function of the seed. */
export function pictureFiles(count: number, seed = 1): FilePayload[] {
  const random = createRandom(seed);
  const pictures = Buffer.alloc(16 + count * side * side);
  pictures.set([0, 0, 8, 3]);
  [count, side, side].forEach((size, at) => pictures.writeUInt32BE(size, 4 + 4 * at));
  const labels = Buffer.alloc(8 + count);
  labels.set([0, 0, 8, 1]);
  labels.writeUInt32BE(count, 4);
  for (let i = 0; i < count; i++) {
    labels[8 + i] = i % 3;
    const radius = 3 + 3 * (i % 3) + random.next();
    const [x, y] = [12 + 4 * random.next(), 12 + 4 * random.next()];
    for (let at = 0; at < side * side; at++) {
      const distance = Math.hypot((at % side) - x, Math.floor(at / side) - y);
      pictures[16 + i * side * side + at] = (distance < radius ? 200 : 20) + random.below(40);
    }
  }
  const mimeType = "application/octet-stream";
  return [
    { name: "discs-images-idx3-ubyte", mimeType, buffer: pictures },
    { name: "discs-labels-idx1-ubyte", mimeType, buffer: labels },
  ];
}
