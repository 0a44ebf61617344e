/** One box of the drawing: a layer with what follows it, or a whole stage of a long network. */
import { useFormat, useMessages } from "../../i18n/locale";
import { boxSize, partsOfLabel, type NetworkStage } from "./network-boxes";
import classes from "./train.module.css";

export interface NetworkStageBoxProps {
  readonly stage: NetworkStage;
  readonly inputShape: readonly number[];
}

export function NetworkStageBox({ stage: { boxes }, inputShape }: NetworkStageBoxProps) {
  const { train } = useMessages();
  const format = useFormat();
  const shape = boxes.at(-1)?.shape ?? [];
  const isMaps = shape.length === 3;
  const { widthPx, heightPx } = boxSize(shape, inputShape);
  const weightCount = boxes.reduce((count, box) => count + box.weightCount, 0);
  const labels = boxes.flatMap(({ layers }) => layers.map(({ label }) => format.text(label)));
  const isStage = boxes.length > 1;
  const first = partsOfLabel(labels[0] ?? "");
  const name = !isStage
    ? first.name
    : isMaps
      ? train.stage(
          shape
            .slice(0, 2)
            .map((extent) => format.number(extent))
            .join(" × "),
        )
      : train.lastLayers;
  const within = isStage ? labels : [...first.inner, ...labels.slice(1)];
  return (
    <li>
      <div
        className={classes.layerBar}
        data-kind={isMaps ? "maps" : "units"}
        style={{ width: widthPx, height: heightPx }}
      />
      <strong>{name}</strong>
      <span className={classes.quiet}>{shape.map((extent) => format.number(extent)).join(" × ")}</span>
      {weightCount > 0 && <span className={classes.quiet}>{train.layerWeights(format.number(weightCount))}</span>}
      {within.length > 1 && (
        <details className={classes.within}>
          <summary>{train.layersWithin(format.number(within.length))}</summary>
          <ul>
            {within.map((label, place) => (
              // oxlint-disable-next-line react/no-array-index-key -- layers have no other name than their place
              <li key={place}>{label}</li>
            ))}
          </ul>
        </details>
      )}
      {within.length === 1 && <span className={classes.quiet}>{within[0]}</span>}
    </li>
  );
}
