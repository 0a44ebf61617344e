/** Reading the files again with another setting, with a note that offers the way back. */
import { useState } from "react";
import type { DatasetInfo, OpenOptions, TableReading } from "../../core/dataset";
import { inEveryLanguage, type Locale } from "../../core/wording";
import { createFormat } from "../../i18n/locale";
import { messages } from "../../i18n/messages";
import { useActions } from "../workbench";
import { changedOptions, optionsOf } from "./reading-options";

export interface Reread {
  /** Whether the last thing tried was reading again: a refusal then belongs beside the settings. */
  readonly wasTried: boolean;
  /** Reads again; the store keeps the reason of a refusal. */
  read(reading: TableReading, change: OpenOptions): Promise<void>;
  forget(): void;
}

export function useReread(): Reread {
  const actions = useActions();
  const [wasTried, setTried] = useState(false);
  const [chosen, setChosen] = useState<OpenOptions>({});
  const reread = async (options: OpenOptions, nextChosen: OpenOptions): Promise<DatasetInfo | null> => {
    setTried(true);
    try {
      const dataset = await actions.reopen(options);
      setChosen(nextChosen);
      return dataset;
    } catch {
      // Kept by the store and shown beside the settings.
      return null;
    }
  };
  return {
    wasTried,
    forget: () => setTried(false),
    async read(reading, change) {
      const dataset = await reread(changedOptions(reading, chosen, change), { ...chosen, ...change });
      if (!dataset) return;
      actions.note({
        kind: "success",
        message: inEveryLanguage((locale) => messages[locale].data.readingDone),
        hint: inEveryLanguage((locale) => sizeIn(locale, dataset)),
        undo: () => void reread(optionsOf(reading), chosen),
      });
    },
  };
}

function sizeIn(locale: Locale, { rowCount, columns }: DatasetInfo): string {
  const format = createFormat(locale);
  return messages[locale].data.readingDoneHint(format.number(rowCount), format.number(columns.length));
}
