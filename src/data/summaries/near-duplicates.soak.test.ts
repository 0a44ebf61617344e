/** Twenty thousand pictures compared all with all. */
import { expect, test } from "vitest";
import { imageColumn } from "../../core/make-column";
import type { Picture } from "../../core/picture";
import { createRandom } from "../../core/random";
import { inBreaths } from "../../core/work";
import { brightened, drawScene, pictureOf, reencoded } from "./near/copies.fixture";
import { findNearDuplicates } from "./near-duplicates";

const count = 20_000;
const planted = 200;

test("finds the copies among 20,000 pictures in seconds, and lets others in", async () => {
  const random = createRandom(20);
  const pictures: Picture[] = Array.from({ length: count - planted }, () =>
    pictureOf(drawScene("texture", 32, random)),
  );
  for (let i = 0; i < planted; i++) {
    const original = pictures[i * 7];
    if (original) pictures.push(i % 2 === 0 ? reencoded(original, 75) : brightened(original, 1.1));
  }
  const column = imageColumn("image", pictures);
  let longestMs = 0;
  let last = performance.now();
  const watch = setInterval(() => {
    longestMs = Math.max(longestMs, performance.now() - last);
    last = performance.now();
  });
  const before = process.cpuUsage();
  const { groups } = await inBreaths(findNearDuplicates(column));
  const { user, system } = process.cpuUsage(before);
  clearInterval(watch);
  expect(groups).toEqual(Array.from({ length: planted }, (_, i) => [i * 7, count - planted + i]));
  // Measured on two cores shared by twenty other programs: 5.4 s.
  expect((user + system) / 1e6).toBeLessThan(15);
  expect(longestMs).toBeLessThan(2_000);
}, 600_000);
