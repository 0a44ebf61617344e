/** The rows that are to be predicted, wherever they come from. */
import { allRows } from "../../core/all-rows";
import { datasetFromRecords } from "../../data/columns/from-records";
import { openFiles } from "../../data/open-files";
import { describeDataset } from "../../data/summaries/describe";
import type { Dataset } from "../../core/dataset";
import type { SourceFile } from "../../core/source-file";
import type { StoredDataset, StoredModel } from "../../storage/storage";
import type { OpenProgress, PredictOn } from "../protocol";
import { rowsOf } from "./apply-model";
import type { DatasetStore } from "./dataset-store";

export interface PredictRows {
  readonly stored: StoredDataset;
  readonly rows: Uint32Array<ArrayBuffer>;
}

type OnProgress = (progress: Omit<OpenProgress, "type">) => void;

/** Opens new files and forms as data sets that stay in memory, so that their rows can be looked at and written. */
export function createPredictSource(datasets: DatasetStore) {
  /** The last files that were opened: predicting and saving their predictions need them one after the other. */
  let last: { readonly key: string; readonly id: string } | null = null;

  async function hold(dataset: Dataset): Promise<PredictRows> {
    const stored = { dataset, info: await describeDataset(dataset, { comparesPictures: false }) };
    datasets.hold(stored);
    return { stored, rows: allRows(dataset) };
  }

  return async (
    on: PredictOn,
    model: StoredModel,
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<PredictRows> => {
    switch (on.kind) {
      case "dataset": {
        const stored = await datasets.get(on.dataset);
        return { stored, rows: rowsOf(stored.dataset, on.rows) };
      }
      case "records":
        return hold(datasetFromRecords(crypto.randomUUID(), "records", on.records, model.pipeline.inputColumns));
      case "files": {
        const key = JSON.stringify([on.files.map(keyOf), on.options]);
        const known = last?.key === key && datasets.isHeld(last.id) ? await datasets.get(last.id) : null;
        if (known) return { stored: known, rows: allRows(known.dataset) };
        const id = crypto.randomUUID();
        const context = { id, signal, onProgress, onPreview: () => {} };
        const held = await hold(await openFiles(on.files, on.options ?? {}, context));
        last = { key, id };
        return held;
      }
    }
  };
}

function keyOf({ file, path }: SourceFile): readonly unknown[] {
  return [path, file.size, file.lastModified];
}
