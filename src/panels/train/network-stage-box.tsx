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
  const [box] = boxes;
  const isStage = boxes.length > 1;
  const main = partsOfLabel(box ? format.text(box.main.label) : "");
  const side = shape.slice(0, 2).map((extent) => format.number(extent));
  const stageName = isMaps ? train.stage(side.join(" × ")) : train.lastLayers;
  // What is named above is told below only by what it is made of.
  const within = boxes.flatMap(({ layers }) =>
    layers.flatMap((layer) => (layer === box?.main && !isStage ? main.inner : [format.text(layer.label)])),
  );
  return (
    <li>
      <div className={classes.ground}>
        <div
          className={classes.layerBar}
          data-kind={isMaps ? "maps" : "units"}
          style={{ width: widthPx, height: heightPx }}
        />
      </div>
      <strong>{isStage ? stageName : main.name}</strong>
      <span className={classes.quiet}>{shape.map((extent) => format.number(extent)).join(" × ")}</span>
      {weightCount > 0 && <span className={classes.quiet}>{train.layerWeights(format.number(weightCount))}</span>}
      {within.length > 2 && (
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
      {within.length <= 2 &&
        within.map((label) => (
          <span key={label} className={classes.quiet}>
            {label}
          </span>
        ))}
    </li>
  );
}
