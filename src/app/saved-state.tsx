/** When the project was last saved, or why it could not be. */
import { Tooltip } from "@mantine/core";
import { describeFailure } from "../core/failure";
import { useFormat, useMessages } from "../i18n/locale";
import { useProject } from "../panels/workbench";
import { relativeTime } from "../ui/relative-time";
import classes from "./saved-state.module.css";
import { useNow } from "./use-now";

const lookAgainMs = 5_000;

export function SavedState() {
  const words = useMessages().app;
  const { locale } = useFormat();
  const savedAt = useProject((state) => state.savedAt);
  const isSaving = useProject((state) => state.isSaving);
  const failure = useProject((state) => state.saveFailure);
  const now = useNow(lookAgainMs);
  if (failure) {
    const { message, hint } = describeFailure(failure, locale);
    return (
      <Tooltip label={`${message} ${hint}`} events={{ hover: true, focus: true, touch: true }}>
        {/* Focusable, so that the keyboard reaches the reason. */}
        <button type="button" className={classes.failed}>
          {words.saveFailed}
        </button>
      </Tooltip>
    );
  }
  const shown = isSaving
    ? words.saving
    : savedAt === null
      ? words.notSaved
      : words.saved(relativeTime(locale, savedAt, Math.max(now, savedAt)));
  return <span className={classes.saved}>{shown}</span>;
}
