/** Says that the data are no longer those that a run learned from, and offers the same again on those of now. */
import { Button } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import type { Run } from "../../core/run";
import { useMessages } from "../../i18n/locale";
import { useActions, useProject } from "../workbench";
import classes from "./evaluate.module.css";

export function StaleData({ run }: { run: Run }) {
  const words = useMessages().edits;
  const actions = useActions();
  const dataset = useProject((state) => state.dataset);
  if (dataset?.id !== run.request.dataset || dataset.fingerprint === run.fingerprint) return null;
  const isCorrected = dataset.edits !== undefined;
  return (
    <div className={classes.stale} role="status">
      <p>{isCorrected ? words.staleTitle : words.staleOther}</p>
      <Button
        size="compact-md"
        leftSection={<IconRefresh size={16} stroke={1.75} aria-hidden />}
        onClick={() => void actions.refit(run.id).catch(actions.report)}
      >
        {isCorrected ? words.retrain : words.retrainOther}
      </Button>
    </div>
  );
}
