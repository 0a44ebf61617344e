/** Reading the files again with other settings, with a note that offers the way back. */
import { useState } from "react";
import type { DatasetInfo, OpenOptions } from "../../core/dataset";
import { createFormat } from "../../i18n/locale";
import { messages } from "../../i18n/messages";
import type { Wording } from "../../core/wording";
import { useActions } from "../workbench";

export interface Reread {
  /** Whether the last thing tried was reading again: a refusal then belongs beside the settings. */
  readonly wasTried: boolean;
  /** null where it was refused; the store keeps the reason. */
  read(options: OpenOptions, before: OpenOptions): Promise<DatasetInfo | null>;
  forget(): void;
}

export function useReread(): Reread {
  const actions = useActions();
  const [wasTried, setTried] = useState(false);
  const reread = async (options: OpenOptions): Promise<DatasetInfo | null> => {
    setTried(true);
    try {
      return await actions.reopen(options);
    } catch {
      // Kept by the store and shown beside the settings.
      return null;
    }
  };
  return {
    wasTried,
    forget: () => setTried(false),
    async read(options, before) {
      const dataset = await reread(options);
      if (dataset) {
        actions.note({
          kind: "success",
          message: wordingOf("readingDone"),
          hint: sizeOf(dataset),
          undo: () => void reread(before),
        });
      }
      return dataset;
    },
  };
}

function wordingOf(key: "readingDone"): Wording {
  return { en: messages.en.data[key], zh: messages.zh.data[key] };
}

function sizeOf({ rowCount, columns }: DatasetInfo): Wording {
  const inLocale = (locale: "en" | "zh") => {
    const format = createFormat(locale);
    return messages[locale].data.readingDoneHint(format.number(rowCount), format.number(columns.length));
  };
  return { en: inLocale("en"), zh: inLocale("zh") };
}
