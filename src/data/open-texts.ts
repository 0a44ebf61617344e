/** From files of prose to a data set: a row a file, with what a table or the folders say of it; of few and long files a row a paragraph. */
import type { Dataset, OpenOptions } from "../core/dataset";
import { categoryColumn } from "../core/make-column";
import { createTextStore } from "./columns/text-store";
import type { Found } from "./importers/find-sources";
import { knownOf, rootOf, showFirstRows, uniquelyNamed } from "./open-pictures";
import { planRows } from "./pictures/plan-rows";
import type { OpenContext } from "./read-tables";
import { nameOfCollection } from "./source-names";
import { cutText, fewestPassages, passagesOf } from "./texts/cut-text";
import { readTexts } from "./texts/read-texts";
import { textsCut, textWords } from "./texts/text-warnings";

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
  const isCut = !plan.table && areLong(texts);
  const pieces = Array.from(order, (text, row) =>
    (isCut ? cutText(texts[text] ?? "") : [texts[text] ?? ""]).map((body) => ({ body, text, row })),
  ).flat();
  const passages = isCut ? namesOfPassages(pieces, texts.length > 1 ? paths : null) : null;
  if (isCut) warnings.add({ file: paths[0] ?? "" }, () => textsCut(texts.length, pieces.length, passages !== null));
  const [bodies, files] = [createTextStore(), createTextStore()];
  for (const { body, text } of pieces) {
    bodies.append(body);
    files.append(paths[text] ?? "");
  }
  const rows = Uint32Array.from(pieces, ({ row }) => row);
  const name = nameOfCollection(sources);
  const bytes = sources.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return {
    id: context.id,
    name: options.name ?? name,
    rowCount: rows.length,
    columns: uniquelyNamed([
      { kind: "text", name: "text", ...bodies.finish() },
      ...(isCut && texts.length === 1 ? [] : [{ kind: "text" as const, name: "file", ...files.finish() }]),
      ...(passages ? [categoryColumn("passage", passages)] : []),
      ...knownOf(
        plan,
        rows,
        Int32Array.from(pieces, ({ text }) => text),
      ),
    ]),
    source: {
      files: [...(plan.table?.files ?? []), { name, path: rootOf(sources), sizeBytes: bytes, rowCount: rows.length }],
    },
    warnings: warnings.warnings,
    warningCount: warnings.count,
  };
}

/** Fewer and longer files than these are books or chapters, not cases. */
const mostLong = 30;
const leastLong = 10_000;

function areLong(texts: readonly string[]): boolean {
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  return texts.length === 1 || (texts.length < mostLong && length / texts.length >= leastLong);
}

/** The passage of each piece by name; of several files each begins its own. Null where there are too few pieces for passages. */
function namesOfPassages(
  pieces: readonly { readonly text: number }[],
  paths: readonly string[] | null,
): readonly string[] | null {
  const counts = new Map<number, number>();
  for (const { text } of pieces) counts.set(text, (counts.get(text) ?? 0) + 1);
  const names = [...counts].flatMap(([text, count]) =>
    passagesOf(count, pieces.length).map((passage) => `${paths ? `${paths[text]} ` : ""}${passage + 1}`),
  );
  return new Set(names).size < fewestPassages ? null : names;
}
