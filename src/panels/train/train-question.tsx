/** What is asked of the model, in one line above the choice of it. */
import { answerName } from "../../core/answer-columns";
import { asksWindows, givesWindowsBack } from "../../core/task";
import type { PreparePreview } from "../../core/prepare-preview";
import { useFormat, useMessages } from "../../i18n/locale";
import { spanWording } from "../../preprocessing/windows/step-words";
import { normalRows } from "../../ui/controls/normal-rows";
import { comingClass, whenWords } from "../../ui/controls/when-words";

export interface TrainQuestionProps {
  readonly preview: PreparePreview;
  /** Name of the data set. */
  readonly dataset: string;
}

export function TrainQuestion({ preview, dataset }: TrainQuestionProps) {
  const { train, labels, writing, embeddings, reconstruction, forecast, windows } = useMessages();
  const format = useFormat();
  const { task } = preview.resolved;
  const { step = null, isDated = false } = preview.series ?? {};
  const spanOf = (steps: number) => format.text(spanWording(steps, step, isDated));
  const features = format.number(task.features?.length ?? 0);
  switch (task.kind) {
    case "multilabel":
      return labels.trainQuestion(format.number(preview.categories.length), features, dataset);
    case "generation":
      if (task.source === undefined) return writing.trainQuestion(task.text, dataset);
      return writing.trainTurn(task.source, task.text, dataset);
    case "embedding":
      return embeddings.trainQuestion(task.text, dataset);
    case "reconstruction": {
      const rows = normalRows(reconstruction, task);
      if (!givesWindowsBack(task)) return reconstruction.trainQuestion(rows, features, dataset);
      const back = reconstruction.windowsOf(format.number(task.window.lookBack));
      return reconstruction.trainWindows(back, features, rows, dataset);
    }
    case "forecasting": {
      const { horizon, lookBack } = task.window;
      return forecast.trainQuestion(task.target, spanOf(horizon), spanOf(lookBack), dataset);
    }
    case "classification":
    case "regression": {
      if (!asksWindows(task)) return train.question(answerName(task), features, dataset);
      const when = whenWords(windows, task.window, spanOf);
      const past = spanOf(task.window.lookBack);
      const coming = comingClass(task, preview.categories);
      if (coming !== null) return windows.trainWithin(task.target, coming, when, past, dataset);
      return windows.trainQuestion(task.target, when, past, dataset);
    }
  }
}
