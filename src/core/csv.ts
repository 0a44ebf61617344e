/** Rows as CSV text (RFC 4180), safe to open in a spreadsheet. */

/** A cell that a spreadsheet would run as a formula gets an apostrophe in front; plain numbers stay as they are (OWASP, CSV injection). */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isNaN(value) ? "" : String(value);
  const isFormula = /^[=+\-@\t\r]/.test(value) && !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value);
  const safe = isFormula ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvText(rows: Iterable<readonly (string | number | null)[]>): string {
  return Array.from(rows, (row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}
