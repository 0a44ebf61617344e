/** The picture on a scenario's card, made from its data when the page has nothing else to do. */
import { useEffect, useState } from "react";
import { createRandom } from "../../core/random";
import { sampleSpecs } from "../../samples/registry";
import { categoryColor } from "../../ui/theme";
import classes from "./gallery.module.css";
import { pictureOf, type Picture } from "./picture";
import { PictureSheet } from "./picture-sheet";
import { whenIdle } from "./when-idle";

/** Drawn once a visit. */
const drawn = new Map<string, Picture | null>();
const [width, height, margin] = [300, 112, 14] as const;

export function SamplePicture({ id }: { id: string }) {
  const preview = sampleSpecs.find((sample) => sample.id === id)?.preview;
  return preview ? <PictureSheet id={id} preview={preview} /> : <SampleChart id={id} />;
}

function SampleChart({ id }: { id: string }) {
  const [picture, setPicture] = useState(drawn.get(id) ?? null);
  useEffect(() => {
    if (drawn.has(id)) return;
    return whenIdle(() => {
      const spec = sampleSpecs.find((sample) => sample.id === id);
      const made = spec ? pictureOf(spec.generate(createRandom(0)), spec.task) : null;
      drawn.set(id, made);
      setPicture(made);
    });
  }, [id]);
  return (
    <svg className={classes.picture} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
      {picture?.series.map((points, code) => (
        // A class has no name but its code.
        <path key={code} d={pathOf(picture.kind, points)} style={strokeOf(picture, code)} />
      ))}
    </svg>
  );
}

function strokeOf({ kind, series }: Picture, code: number) {
  if (kind === "line" && series.length === 1) return { stroke: "var(--lb-accent)" };
  if (kind === "line") return { stroke: categoryColor(code) };
  const stroke = series.length === 1 ? "var(--lb-accent)" : categoryColor(code);
  return { stroke, strokeWidth: 4, strokeLinecap: "round", opacity: 0.85 } as const;
}

/** A line, dashes, or a dot for each point (a stroke of no length with round ends). */
function pathOf(kind: Picture["kind"], points: Picture["series"][number]): string {
  return points
    .map(([x, y], at) => {
      const place = `${(margin + x * (width - 2 * margin)).toFixed(1)} ${(height - margin - y * (height - 2 * margin)).toFixed(1)}`;
      return kind === "points" ? `M${place}h0` : `${startsAnew(kind, at) ? "M" : "L"}${place}`;
    })
    .join("");
}

function startsAnew(kind: Picture["kind"], at: number): boolean {
  return kind === "dashes" ? at % 2 === 0 : at === 0;
}
