/** One picture in all layers of the network: choose it, see its maps, hear what the network says. */
import { Skeleton } from "@mantine/core";
import { useMemo } from "react";
import type { Answer, Look, LayerMaps } from "../../../core/look";
import { useFormat, useMessages } from "../../../i18n/locale";
import { Section } from "../../../ui/controls/section";
import { PictureCanvas } from "../../../ui/pictures/picture-canvas";
import type { FetchPictures } from "../../../ui/pictures/thumbnails";
import { useThumbnails } from "../../../ui/pictures/use-thumbnails";
import { LookAnswer } from "./look-answer";
import { MapStrip } from "./map-strip";
import { PictureButton } from "./picture-button";
import classes from "./pictures.module.css";
import { writeAnswer } from "./write-answer";

const choicePx = 48;
const picturePx = 144;
const mapPx = 50;

export interface LayersSectionProps {
  readonly look: Look | null;
  /** Chosen by the user; null where the engine chose. */
  readonly row: number | null;
  readonly onRow: (row: number) => void;
  readonly fetchPictures: FetchPictures;
}

export function LayersSection({ look, row, onRow, fetchPictures }: LayersSectionProps) {
  const { look: words } = useMessages();
  const format = useFormat();
  const shownRow = row ?? look?.row ?? null;
  const choices = useMemo(() => choicesWith(look, shownRow), [look, shownRow]);
  const rows = useMemo(() => choices.map((choice) => choice.row), [choices]);
  const thumbnails = useThumbnails(fetchPictures, picturePx, { rows, from: 0, to: rows.length });
  const nameOf = (actual: Answer) => writeAnswer(actual, look?.categories ?? [], format);
  return (
    <Section title={words.seen} note={words.seenNote}>
      {look ? (
        <div className={classes.choices} role="group" aria-label={words.choose}>
          {choices.map((choice) => (
            <PictureButton
              key={choice.row}
              picture={thumbnails.picture(choice.row)}
              size={choicePx}
              label={
                choice.actual === null
                  ? words.rowName(format.number(choice.row + 1))
                  : words.caseName(format.number(choice.row + 1), nameOf(choice.actual))
              }
              isPressed={choice.row === shownRow}
              onClick={() => onRow(choice.row)}
            />
          ))}
        </div>
      ) : (
        <Skeleton height={choicePx + 10} aria-label={words.waiting} />
      )}
      <div className={classes.seen}>
        <div className={classes.case}>
          <PictureCanvas
            picture={shownRow === null ? undefined : thumbnails.picture(shownRow)}
            label={shownRow === null ? "" : words.rowName(format.number(shownRow + 1))}
            width={picturePx}
            height={picturePx}
          />
          {look && (
            <LookAnswer look={look} actual={choices.find((choice) => choice.row === look.row)?.actual ?? null} />
          )}
        </div>
        <ol className={classes.layers}>
          {/* oxlint-disable-next-line react/no-array-index-key -- layers have no other name than their place */}
          {look?.layers.map((layer, place) => <LayerRow key={place} layer={layer} />) ?? <Skeleton height={160} />}
        </ol>
      </div>
    </Section>
  );
}

function LayerRow({ layer: { label, shape, maps } }: { layer: LayerMaps }) {
  const { look: words } = useMessages();
  const format = useFormat();
  const [height = "", width = "", channels = ""] = shape.map((extent) => format.number(extent));
  const name = format.text(label);
  return (
    <li>
      <p className={classes.layerName} title={name}>
        {name}
      </p>
      <p className={classes.quiet}>{words.shape(height, width, channels)}</p>
      <MapStrip pictures={maps} size={mapPx} gap={4} label={words.maps(name, format.number(maps.length), channels)} />
    </li>
  );
}

interface Choice {
  readonly row: number;
  /** null where it is not known: chosen elsewhere. */
  readonly actual: Answer | null;
}

/** The rows offered, and the chosen one where it is not among them: one of those that the network gets wrong. */
function choicesWith(look: Look | null, row: number | null): readonly Choice[] {
  const offered = look?.choices ?? [];
  if (row === null || offered.some((choice) => choice.row === row)) return offered;
  const known = look?.worst?.cases.find((one) => one.row === row);
  return [{ row, actual: known?.actual ?? null }, ...offered];
}
