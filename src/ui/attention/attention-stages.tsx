/** The three stages side by side: what is pointed at in one lights up in all, and they scroll together. */
import { useCallback, useRef } from "react";
import { useFormat, useMessages } from "../../i18n/locale";
import { AttentionMatrix, type AttentionMatrixProps } from "./attention-matrix";
import classes from "./attention.module.css";
import { largestOf, type Stages } from "./stages";

export interface AttentionStagesProps extends Pick<
  AttentionMatrixProps,
  "queries" | "keys" | "wordCount" | "lit" | "chosen" | "onLit" | "onChoose"
> {
  readonly stages: Stages;
  readonly scale: number;
}

const kinds = ["products", "scaled", "weights"] as const;

export function AttentionStages({ stages, scale, ...rest }: AttentionStagesProps) {
  const { attention: words } = useMessages();
  const format = useFormat();
  const scrollers = useRef(new Map<string, HTMLDivElement>());
  const scrollAll = useCallback((at: { readonly left: number; readonly top: number }) => {
    // Setting what it already is fires nothing, so they come to rest.
    for (const node of scrollers.current.values()) {
      if (node.scrollLeft !== at.left) node.scrollLeft = at.left;
      if (node.scrollTop !== at.top) node.scrollTop = at.top;
    }
  }, []);
  const noteOf = {
    products: words.stageNotes.products,
    scaled: scale === 1 ? words.stageNotes.unscaled : words.stageNotes.scaled(format.number(scale)),
    weights: words.stageNotes.weights,
  };
  return (
    <div className={classes.stages} data-flat={stages.queryCount === 1 || undefined}>
      {kinds.map((kind) => {
        const most = largestOf(stages[kind]);
        const isShare = kind === "weights";
        return (
          <AttentionMatrix
            key={kind}
            title={words.stages[kind]}
            note={noteOf[kind]}
            label={words.matrix(words.stages[kind], format.number(stages.queryCount), format.number(stages.keyCount))}
            values={stages[kind]}
            kind={isShare ? "share" : "signed"}
            legend={
              isShare
                ? [format.percent(0, 0), format.percent(most)]
                : [format.significant(-most), format.significant(most)]
            }
            onScroller={(node) => {
              if (!node) return;
              scrollers.current.set(kind, node);
              return () => void scrollers.current.delete(kind);
            }}
            onScroll={scrollAll}
            {...rest}
          />
        );
      })}
    </div>
  );
}
