/** The network as a row of layers with their shapes and weights. */
import { IconAlertTriangle } from "@tabler/icons-react";
import { memo } from "react";
import type { NetworkSummary } from "../../core/network-summary";
import { useFormat, useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import classes from "./train.module.css";

/** Bar height for a layer of this many units: grows with the logarithm, so that 1 and 1,000 both show. */
const barHeight = (units: number) => 12 + 12 * Math.log2(1 + units);

const units = (shape: readonly number[]) => shape.reduce((product, extent) => product * extent, 1);

const shownShape = (shape: readonly number[], write: (extent: number) => string) => shape.map(write).join(" × ");

export interface NetworkDrawingProps {
  readonly network: NetworkSummary;
  readonly featureCount: number;
}

export const NetworkDrawing = memo(function NetworkDrawing({ network, featureCount }: NetworkDrawingProps) {
  const { train } = useMessages();
  const format = useFormat();
  return (
    <Section
      title={train.network}
      note={train.networkNote(format.number(network.weightCount), format.bytes(network.memoryBytes))}
    >
      {network.warning && (
        <p className={classes.warning} role="note">
          <IconAlertTriangle size={16} aria-hidden />
          {format.text(network.warning)}
        </p>
      )}
      <ol className={classes.network}>
        <li>
          <div className={classes.layerBar} data-kind="inputs" style={{ height: barHeight(featureCount) }} />
          <strong>{train.inputs}</strong>
          <span className={classes.quiet}>{shownShape(network.inputShape ?? [featureCount], format.number)}</span>
        </li>
        {network.layers.map((layer, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- layers have no other name than their place
          <li key={index}>
            <div className={classes.layerBar} style={{ height: barHeight(units(layer.outputShape)) }} />
            <strong>{format.text(layer.label)}</strong>
            <span className={classes.quiet}>{shownShape(layer.outputShape, format.number)}</span>
            {layer.weightCount > 0 && (
              <span className={classes.quiet}>{train.layerWeights(format.number(layer.weightCount))}</span>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
});
