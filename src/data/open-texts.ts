/** From files of prose to a data set: a row a file, with what a table or the folders say of it. */
import type { Dataset, OpenOptions } from "../core/dataset";
import { createTextStore } from "./columns/text-store";
import type { Found } from "./importers/find-sources";
import { knownOf, rootOf, showFirstRows, uniquelyNamed } from "./open-pictures";
import { planRows } from "./pictures/plan-rows";
import type { OpenContext } from "./read-tables";
import { nameOfCollection } from "./source-names";
import { readTexts } from "./texts/read-texts";
import { textWords } from "./texts/text-warnings";

/** Null where tables beside the texts were meant. Throws what reading texts and tables throws. */
export async function openTexts(
  found: Found,
  options: OpenOptions,
  totalBytes: number,
  context: OpenContext,
): Promise<Dataset | null> {
  const plan = await planRows({ ...found, pictures: found.texts }, options, totalBytes, context, textWords);
  // Notes lie beside tables, too: there only a table that names them makes them a collection.
  if (!plan || (found.tables.length > 0 && !plan.table)) return null;
  const { pictures: sources, paths, order, warnings } = plan;
  if (!plan.table) showFirstRows(plan, context);
  let { loadedBytes } = plan;
  let rowCount = 0;
  const texts = await readTexts(sources, options, {
    signal: context.signal,
    warnings,
    onBytes: (count) => (loadedBytes += count),
    onText() {
      rowCount++;
      context.onProgress({ loadedBytes: Math.min(loadedBytes, totalBytes), totalBytes, rowCount });
    },
  });
  const [bodies, files] = [createTextStore(), createTextStore()];
  for (const text of order) {
    bodies.append(texts[text] ?? "");
    files.append(paths[text] ?? "");
  }
  const rows = Uint32Array.from(order.keys());
  const name = nameOfCollection(sources);
  const bytes = sources.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return {
    id: context.id,
    name: options.name ?? name,
    rowCount: rows.length,
    columns: uniquelyNamed([
      { kind: "text", name: "text", ...bodies.finish() },
      { kind: "text", name: "file", ...files.finish() },
      ...knownOf(plan, rows, order),
    ]),
    source: {
      files: [...(plan.table?.files ?? []), { name, path: rootOf(sources), sizeBytes: bytes, rowCount: rows.length }],
    },
    warnings: warnings.warnings,
    warningCount: warnings.count,
  };
}
