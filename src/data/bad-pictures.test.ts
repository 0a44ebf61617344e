/** Pictures that cannot be opened, and collections that are too much, with a decoder that only looks at sizes. */
import { describe, expect, test, vi } from "vitest";
import type { OpenOptions } from "../core/dataset";
import type { SourceFile } from "../core/source-file";
import { cellsOf, failureOf, open, sourceOf } from "./open.fixture";
import { decodeNothing, pngFile, pngHeader } from "./pictures/picture-files.fixture";
import type { OpenContext } from "./read-tables";

const png = pngFile(4, 3);
const at = (path: string, content: Uint8Array<ArrayBuffer> | string = png): SourceFile =>
  sourceOf(content, path.slice(path.lastIndexOf("/") + 1), path);
const openAll = (sources: readonly SourceFile[], options: OpenOptions = {}, context: Partial<OpenContext> = {}) =>
  open(sources, options, { decode: decodeNothing, ...context });

describe("bad pictures", () => {
  const bad: readonly [string, Uint8Array<ArrayBuffer> | string, string, RegExp][] = [
    ["nothing", "", "import/empty-file", /is empty/],
    ["a table", "a,b\n1,2\n", "import/picture", /looks like plain text/],
    ["a document", "%PDF-1.7\n", "import/picture", /PDF/],
    ["half a picture", pngFile(40, 40, (x, y) => (x * y) & 255).slice(0, -20), "import/picture", /cut short/],
    ["too many pixels", pngHeader(30_000, 30_000), "import/picture-size", /30000 × 30000/],
    ["too long a side", pngHeader(16_385, 1), "import/picture-size", /16385 × 1/],
    ["no pixels", pngHeader(0, 7), "import/picture", /no size/],
  ];

  test.each(bad)("%s: a sentence, and the others open", async (_, content, code, message) => {
    const { failure } = await failureOf(openAll([at("bad.png", content)]));
    expect([failure.code, message.test(failure.message)]).toEqual([code, true]);
    const dataset = await openAll([at("s/bad.png", content), at("s/good.png")]);
    expect(cellsOf(dataset, "file")).toEqual(["good.png"]);
    expect(dataset.warnings).toMatchObject([{ file: "s/bad.png", message: failure.message }]);
    const both = await failureOf(openAll([at("s/1.png", content), at("s/2.png", content)]));
    expect([both.code, message.test(both.message)]).toEqual(["import/no-pictures", true]);
  });

  test("what nobody knows beside pictures, too", async () => {
    const dataset = await openAll([at("a.png"), sourceOf("%PDF-1.7\n\u0000", "a.pdf")]);
    expect(dataset.warnings).toMatchObject([{ file: "a.pdf", message: expect.stringContaining("PDF") }]);
  });

  test("one that is never done is given up; one that the decoder refuses has its sentence", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const sources = [at("s/a.png"), at("s/b.png", pngFile(2, 2)), at("s/c.png", pngFile(1, 1))];
    const opening = openAll(
      sources,
      {},
      {
        decode: async (file, side) => {
          if (file.width === 2) return new Promise(() => undefined);
          if (file.width === 1) throw new DOMException("no", "InvalidStateError");
          return decodeNothing(file, side);
        },
        onProgress: () => void vi.advanceTimersByTime(10_001),
      },
    );
    const { warnings, rowCount } = await opening;
    vi.useRealTimers();
    expect(rowCount).toBe(1);
    expect(warnings.map(({ message }) => message.replace(/.*: /, ""))).toEqual([
      "decoding it took more than 10 seconds.",
      "this browser could not decode it.",
    ]);
  });
});

test("more pictures than fit are kept smaller, and said so where it changes any", async () => {
  const many = (file: Uint8Array<ArrayBuffer>) => Array.from({ length: 3_000 }, (_, i) => at(`s/${i}.png`, file));
  const large = await openAll(many(pngHeader(400, 200)));
  // √(512 MB / 3,000 / 3 bytes) = 244.2
  expect(cellsOf(large, "image")[7]).toBe("244 × 122");
  expect(large.warnings).toMatchObject([{ message: expect.stringContaining("244 pixels") }]);
  expect((await openAll(many(png))).warnings).toEqual([]);
  expect(cellsOf(await openAll([at("a.png", pngHeader(400, 200))], { imageSize: 64 }), "image")).toEqual(["64 × 32"]);
}, 60_000);

test("the first rows come before the pictures, progress to the last byte, and stopping is obeyed between two", async () => {
  const sources = Array.from({ length: 200 }, (_, i) => at(`s/${i % 2 ? "cat" : "dog"}/${i}.png`));
  const events: string[] = [];
  let last = { loadedBytes: 0, totalBytes: 0, rowCount: 0 };
  await openAll(
    sources,
    {},
    {
      onPreview: ({ columns, rows }) => events.push(`${columns.join()} ${rows.length} ${rows[0]?.join()}`),
      onProgress: (progress) => {
        expect(progress.loadedBytes).toBeGreaterThanOrEqual(last.loadedBytes);
        last = progress;
        events.push("progress");
      },
    },
  );
  expect(events[0]).toBe("file,label 100 cat/1.png,cat");
  expect(events.length).toBeGreaterThan(200);
  expect(last).toEqual({ loadedBytes: 200 * png.length, totalBytes: 200 * png.length, rowCount: 200 });
  const controller = new AbortController();
  let decoded = 0;
  const stopped = openAll(
    sources,
    {},
    {
      signal: controller.signal,
      decode: (file, side) => {
        decoded++;
        controller.abort();
        return decodeNothing(file, side);
      },
    },
  );
  expect((await failureOf(stopped)).code).toBe("import/cancelled");
  // Those that were in work at that moment.
  expect(decoded).toBeLessThanOrEqual(4);
});

test("large pictures are decoded one at a time", async () => {
  let pixels = 0;
  let most = 0;
  await openAll(
    Array.from({ length: 12 }, (_, i) => at(`s/${i}.png`, pngHeader(5_000, 4_000))),
    {},
    {
      decode: async (file, side) => {
        pixels += file.width * file.height;
        most = Math.max(most, pixels);
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
        pixels -= file.width * file.height;
        return decodeNothing(file, side);
      },
    },
  );
  expect(most).toBe(20e6);
});
