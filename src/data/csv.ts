/** Tables as a CSV file that spreadsheets open as it is meant. */
import { csvCell } from "../core/csv";

type Row = readonly (string | number | null)[];

const partLength = 1 << 16;

/** RFC 4180 with a byte order mark, without which Excel takes UTF-8 for the local encoding. Missing is the empty cell. */
export function writeCsv(header: readonly string[], rows: Iterable<Row>): Blob {
  const parts: string[] = [];
  let part = `\ufeff${line(header)}`;
  for (const row of rows) {
    part += line(row);
    if (part.length < partLength) continue;
    parts.push(part);
    part = "";
  }
  parts.push(part);
  return new Blob(parts, { type: "text/csv;charset=utf-8" });
}

/** A row of one empty cell is quoted: an empty line would be no row. */
function line(row: Row): string {
  const text = row.map(csvCell).join(",");
  return text === "" && row.length === 1 ? '""\r\n' : `${text}\r\n`;
}
