/** Files made in a test, and opening them without a page. */
import type { Column } from "../core/column";
import { nameAt } from "../core/column-values";
import type { Dataset, OpenOptions } from "../core/dataset";
import { WorkbenchError } from "../core/failure";
import type { SourceFile } from "../core/source-file";
import { openFiles } from "./open-files";
import type { OpenContext } from "./read-tables";

export function sourceOf(content: string | Uint8Array<ArrayBuffer>, name = "table.csv", path = name): SourceFile {
  return { file: new File([content], name), path };
}

/** A file whose stream hands its bytes out in pieces of a given size. */
export function slowSource(bytes: Uint8Array<ArrayBuffer>, pieceBytes: number, name = "table.csv"): SourceFile {
  const file = new File([bytes], name);
  file.stream = () => {
    let from = 0;
    return new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        if (from >= bytes.length) return controller.close();
        controller.enqueue(bytes.slice(from, from + pieceBytes));
        from += pieceBytes;
      },
    });
  };
  return { file, path: name };
}

export function open(
  sources: readonly SourceFile[],
  options: OpenOptions = {},
  context: Partial<OpenContext> = {},
): Promise<Dataset> {
  return openFiles(sources, options, {
    id: "d",
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onPreview: () => undefined,
    ...context,
  });
}

export function openText(text: string, options: OpenOptions = {}, name = "table.csv"): Promise<Dataset> {
  return open([sourceOf(text, name)], options);
}

/** The cells of a column as texts, null where missing. */
export function cellsOf(dataset: Dataset, name: string): readonly (string | null)[] {
  const column = columnNamed(dataset, name);
  return Array.from({ length: dataset.rowCount }, (_, row) => nameAt(column, row));
}

export function columnNamed(dataset: Dataset, name: string): Column {
  const column = dataset.columns.find((candidate) => candidate.name === name);
  if (!column)
    throw new Error(`no column ${name} among ${dataset.columns.map((candidate) => candidate.name).join(", ")}`);
  return column;
}

export function kindsOf(dataset: Dataset): Readonly<Record<string, Column["kind"]>> {
  return Object.fromEntries(dataset.columns.map((column) => [column.name, column.kind]));
}

/** The failure that a promise ends in. */
export async function failureOf(promise: Promise<unknown>): Promise<WorkbenchError> {
  const outcome = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (outcome instanceof WorkbenchError) return outcome;
  throw new Error(`no failure but ${String(outcome)}`);
}
