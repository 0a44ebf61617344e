/** Opening, converting, showing and closing data sets. A try that fails leaves everything as it was. */
import { fail } from "../../../core/failure";
import { lengthOfColumn } from "../../../core/column-values";
import type { Dataset, OpenOptions } from "../../../core/dataset";
import { findColumns } from "../../../core/find-column";
import { createTurns, type InTurn } from "../../../core/in-turn";
import { createRandom } from "../../../core/random";
import type { SourceFile } from "../../../core/source-file";
import { convertEdited } from "../../../data/edits/convert-edited";
import { editDataset } from "../../../data/edits/edit-dataset";
import { openFiles } from "../../../data/open-files";
import { sliceRows } from "../../../data/columns/slice-rows";
import { describeDataset } from "../../../data/summaries/describe";
import { sampleSpecs } from "../../../samples/registry";
import type { OpenPreview, OpenProgress } from "../../protocol";
import type { Handlers } from "../../rpc";
import { throttleProgress } from "../open-progress";
import type { Parts } from "../parts";

type DataMethod =
  | "data/open"
  | "data/reopen"
  | "data/sample"
  | "data/convert"
  | "data/edit"
  | "data/rows"
  | "data/close";

interface OpenContext {
  readonly signal: AbortSignal;
  emit(event: OpenProgress | OpenPreview): void;
}

export function createDataJobs({ datasets }: Parts): Pick<Handlers, DataMethod> {
  /** The files behind each data set, as long as this worker lives. */
  const filesOf = new Map<string, readonly SourceFile[]>();
  /** The changes of each data set: each begins from what the one before left. */
  const turns = new Map<string, InTurn>();

  function turnOf(id: string): InTurn {
    const turn = turns.get(id) ?? createTurns();
    turns.set(id, turn);
    return turn;
  }

  /** Describes it, and only when all has gone well puts it in place. */
  async function keep(dataset: Dataset, signal: AbortSignal) {
    const info = await describeDataset(dataset, { signal });
    signal.throwIfAborted();
    await datasets.put({ dataset, info });
    return info;
  }

  async function open(id: string, files: readonly SourceFile[], options: OpenOptions, { signal, emit }: OpenContext) {
    const onProgress = throttleProgress(emit);
    const onPreview = (preview: Omit<OpenPreview, "type">) => emit({ type: "preview", ...preview });
    const dataset = await openFiles(files, options, { id, signal, onProgress, onPreview });
    const info = await keep(dataset, signal);
    filesOf.set(id, files);
    return info;
  }

  return {
    "data/open": ({ id, files, options }, context) => open(id, files, options, context),
    async "data/reopen"({ dataset, options }, context) {
      const files = filesOf.get(dataset);
      if (!files) throw fail("data/files-gone", { dataset: (await datasets.get(dataset)).info.name });
      return turnOf(dataset)(() => open(dataset, files, options, context));
    },
    async "data/sample"({ id, sample, seed }, { signal }) {
      const spec = sampleSpecs.find((known) => known.id === sample);
      if (!spec) {
        throw fail("data/unknown-sample", { sample, samples: sampleSpecs.map((known) => known.id).join(", ") });
      }
      const { name, columns } = spec.generate(createRandom(seed));
      const [first] = columns;
      const rowCount = first ? lengthOfColumn(first) : 0;
      const source = { files: [], sample };
      return keep({ id, name, rowCount, columns, source, warnings: [] }, signal);
    },
    "data/convert": ({ dataset: id, column, kind }, { signal }) =>
      turnOf(id)(async () => {
        const { dataset } = await datasets.get(id);
        return keep(convertEdited(dataset, column, kind), signal);
      }),
    "data/edit": ({ dataset: id, edits }, { signal }) =>
      turnOf(id)(async () => keep(editDataset((await datasets.get(id)).dataset, edits), signal)),
    async "data/rows"({ dataset: id, from, to, rows, columns }) {
      const { dataset } = await datasets.get(id);
      const shown = columns ? findColumns(dataset.columns, columns) : dataset.columns;
      const rowCount = rows?.length ?? dataset.rowCount;
      const isRange = Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from <= to && to <= rowCount;
      if (!isRange) throw fail("data/row-range", { from, to, rowCount });
      const asked = rows?.slice(from, to) ?? Array.from({ length: to - from }, (_, i) => from + i);
      return sliceRows({ ...dataset, columns: shown }, asked, from);
    },
    async "data/close"({ dataset }) {
      filesOf.delete(dataset);
      turns.delete(dataset);
      await datasets.close(dataset);
      return null;
    },
  };
}
