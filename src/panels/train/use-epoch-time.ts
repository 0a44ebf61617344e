import type { NetworkSummary } from "../../core/network-summary";
import { useFormat, useMessages } from "../../i18n/locale";
import { useEngine, useProject } from "../workbench";
import { epochTime } from "./fit-time";

/** How long it takes, in words; null where nothing is known. */
export function useEpochTime(network: NetworkSummary): string | null {
  const { train } = useMessages();
  const format = useFormat();
  const engine = useEngine((state) => state.info);
  const preview = useProject((state) => state.preview);
  // One that has ended stays the same: a run under way says something ten times a second.
  const last = useProject((state) =>
    state.project.runs.findLast((run) => run.endedAt !== null && run.history.length > 0),
  );
  if (!preview) return null;
  const { resolved, split } = preview;
  const { train: learned, validation } = split.subsets;
  const rows = { train: learned.rows, validation: validation.rows };
  const time = epochTime(network, resolved, rows, engine, last);
  if (!time) return null;
  const { epochs } = resolved.training;
  const words = [
    format.duration(time.milliseconds),
    format.duration(time.milliseconds * epochs),
    format.number(epochs),
  ] as const;
  return time.isMeasured ? train.networkTimeMeasured(...words) : train.networkTime(...words);
}
