/** The network as a row of boxes with their shapes and weights, and what it costs. */
import { IconAlertTriangle } from "@tabler/icons-react";
import { memo, useMemo } from "react";
import type { NetworkSummary } from "../../core/network-summary";
import { useFormat, useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import { boxesOf, boxSize, stagesOf } from "./network-boxes";
import { NetworkStageBox } from "./network-stage-box";
import classes from "./train.module.css";
import { useEpochTime } from "./use-epoch-time";

const shownShape = (shape: readonly number[], write: (extent: number) => string) =>
  shape.map(write).join("\u00A0×\u00A0");

export interface NetworkDrawingProps {
  readonly network: NetworkSummary;
  readonly featureCount: number;
}

export const NetworkDrawing = memo(function NetworkDrawing({ network, featureCount }: NetworkDrawingProps) {
  const { train } = useMessages();
  const format = useFormat();
  const time = useEpochTime(network);
  const stages = useMemo(() => stagesOf(boxesOf(network)), [network]);
  const inputShape = network.inputShape ?? [featureCount];
  const size = boxSize(inputShape, inputShape);
  const cost = train.networkNote(format.number(network.weightCount), format.bytes(network.memoryBytes));
  return (
    <Section title={train.network} note={[cost, ...(time ? [time] : [])].join(" · ")}>
      {network.warning && (
        <p className={classes.warning} role="note">
          <IconAlertTriangle size={16} aria-hidden />
          {format.text(network.warning)}
        </p>
      )}
      <ol className={classes.network} aria-label={train.layers}>
        <li>
          <div className={classes.ground}>
            <div
              className={classes.layerBar}
              data-kind="inputs"
              style={{ width: size.widthPx, height: size.heightPx }}
            />
          </div>
          <strong>{train.inputs}</strong>
          <span className={classes.quiet}>{shownShape(inputShape, format.number)}</span>
        </li>
        {stages.map((stage, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- layers have no other name than their place
          <NetworkStageBox key={place} stage={stage} inputShape={inputShape} />
        ))}
      </ol>
    </Section>
  );
});
