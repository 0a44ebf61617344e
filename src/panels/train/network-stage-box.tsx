/** One box of the drawing: a layer with what follows it, or a whole stage of a long network. */
import type { LayerSummary } from "../../core/network-summary";
import { useFormat, useMessages } from "../../i18n/locale";
import { boxSize, partsOfLabel, type NetworkStage } from "./network-boxes";
import classes from "./train.module.css";

/** "3 × 3" stays on one line, and so does the count before "× convolution". */
const inOnePiece = (label: string) => label.replaceAll(" × ", "\u00A0×\u00A0");

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
  const labelOf = ({ label }: LayerSummary) => inOnePiece(format.text(label));
  const sizes = shape.map((extent) => format.number(extent));
  const main = partsOfLabel(box ? labelOf(box.main) : "");
  const stageName = isMaps ? train.stage(inOnePiece(sizes.slice(0, 2).join(" × "))) : train.lastLayers;
  // What is named above is told below only by what it is made of.
  const within = boxes.flatMap(({ layers }) =>
    layers.flatMap((layer) => (layer === box?.main && !isStage ? main.inner : [labelOf(layer)])),
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
      <span className={classes.quiet}>{inOnePiece(sizes.join(" × "))}</span>
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
