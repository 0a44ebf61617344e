/** Whether numbers are written 1,234.5 or 1.234,5. */
import type { SampleRows } from "./row-parser";

const commaFraction = /^[+\-−]?\d+,(?:\d{1,2}|\d{4,})$/;
const pointFraction = /^[+\-−]?\d+\.(?:\d{1,2}|\d{4,})$/;
const leadingZeroComma = /^[+\-−]?0,\d+$/;
const leadingZeroPoint = /^[+\-−]?0?\.\d+$/;
const pointsThenComma = /^[+\-−]?\d{1,3}(?:\.\d{3})+,\d+$/;
const commasThenPoint = /^[+\-−]?\d{1,3}(?:,\d{3})+\.\d+$/;
const manyPoints = /^[+\-−]?\d{1,3}(?:\.\d{3}){2,}$/;
const manyCommas = /^[+\-−]?\d{1,3}(?:,\d{3}){2,}$/;
const pointGroup = /^[+\-−]?[1-9]\d{0,2}\.\d{3}$/;

export function guessDecimal(rows: SampleRows["rows"], delimiter: string): "." | "," {
  let comma = 0;
  let point = 0;
  for (const row of rows) {
    for (const cell of row) {
      const text = cell.trim();
      if (text.length > 30 || text.length < 2) continue;
      if (commaFraction.test(text) || leadingZeroComma.test(text)) comma++;
      else if (pointFraction.test(text) || leadingZeroPoint.test(text)) point++;
      else if (pointsThenComma.test(text) || manyPoints.test(text)) comma++;
      else if (commasThenPoint.test(text) || manyCommas.test(text)) point++;
    }
  }
  if (comma !== point) return comma > point ? "," : ".";
  return delimiter !== "," && comma === 0 && groupsWithPoints(rows) ? "," : ".";
}

/** 1.613 beside 575: where every number from a thousand on has a point before its last three digits, the points group. */
function groupsWithPoints(rows: SampleRows["rows"]): boolean {
  let grouped = 0;
  let endsInZero = false;
  const columns = new Set<number>();
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      const text = cell.trim();
      if (!pointGroup.test(text)) continue;
      grouped++;
      columns.add(column);
      if (text.endsWith("0")) endsInZero = true;
    }
  }
  const holds = (shape: RegExp) =>
    rows.some((row) => [...columns].some((column) => shape.test(row[column]?.trim() ?? "")));
  const hasPlain = holds(/^[+\-−]?\d{4,}$/);
  const hasSmall = holds(/^\d{1,3}$/);
  return grouped >= 3 && endsInZero && hasSmall && !hasPlain;
}
