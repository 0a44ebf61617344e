/** A table of a stated size with quotes, Chinese and missing cells; the same text for the same size. */
import { closeSync, openSync, statSync, writeSync } from "node:fs";

const districts = ["北京 海淀", "上海 浦东", "广州 天河", "Quartier «Nord»", 'the "old" town'];

/** Writes the file and answers its number of rows. */
export function writeLargeTable(path: string, sizeBytes: number): number {
  const file = openSync(path, "w");
  const numbers = Array.from({ length: 10 }, (_, i) => `reading ${i + 1}`);
  writeSync(file, `id,time,district,note,${numbers.join(",")},label\n`);
  let rows = 0;
  let written = 0;
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  while (written < sizeBytes) {
    const lines: string[] = [];
    for (let i = 0; i < 5_000; i++, rows++) {
      const district = districts[Math.floor(next() * districts.length)] ?? "";
      const cells = numbers.map(() => (next() < 0.02 ? "" : (next() * 100).toFixed(3)));
      const time = new Date(Date.UTC(2020, 0, 1) + rows * 60_000).toISOString().slice(0, 16).replace("T", " ");
      lines.push(
        `${rows + 1},${time},"${district.replaceAll('"', '""')}",记录 ${rows % 97},${cells.join(",")},${next() < 0.3 ? "yes" : "no"}\n`,
      );
    }
    writeSync(file, lines.join(""));
    written = statSync(path).size;
  }
  closeSync(file);
  return rows;
}
