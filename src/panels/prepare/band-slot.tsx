/** The slot for how sure a forecast is to be: one value for each step, or a band around it. */
import type { ForecastingTask, Task } from "../../core/task";
import { useFormat, useMessages } from "../../i18n/locale";
import { SentenceSlot } from "../../ui/controls/sentence-slot";
import { withBand } from "./forecast-question";

/** Bands that are offered. */
const shares = [0.5, 0.8, 0.9, 0.95];

/** No share is called so. */
const none = "none";

export interface BandSlotProps {
  readonly task: ForecastingTask;
  readonly onTask: (task: Task) => void;
}

export function BandSlot({ task, onTask }: BandSlotProps) {
  const { forecast: words } = useMessages();
  const format = useFormat();
  const { quantiles } = task;
  const asked = quantiles && quantiles.length > 1 ? Number((quantiles.at(-1)! - quantiles[0]!).toFixed(6)) : null; // more than one
  const name = (share: number) => words.bandSlot(format.level(share));
  const offered = asked === null || shares.includes(asked) ? shares : [...shares, asked];
  return (
    <SentenceSlot
      label={words.slotBand}
      text={asked === null ? words.oneValue : name(asked)}
      value={asked === null ? none : String(asked)}
      options={[
        { value: none, label: words.oneValue, note: words.oneValueNote },
        ...offered.map((share) => ({ value: String(share), label: name(share), note: words.bandSlotNote })),
      ]}
      onPick={(picked) => onTask(withBand(task, picked === none ? null : Number(picked)))}
    />
  );
}
