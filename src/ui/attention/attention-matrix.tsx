/** One stage of attention: a square for each pair of words, with the words at both sides; scrolls where the text is long. */
import { useLayoutEffect, useRef, type CSSProperties, type MouseEvent, type Ref } from "react";
import { ScrollRegion } from "../controls/scroll-region";
import classes from "./attention.module.css";
import { pixelsOf } from "./stages";

/** A query and a key. */
export interface Pair {
  readonly query: number;
  readonly key: number;
}

export interface AttentionMatrixProps {
  readonly title: string;
  readonly note: string;
  /** For a screen reader. */
  readonly label: string;
  /** [query, key]; NaN where masked. */
  readonly values: Float32Array;
  readonly kind: "signed" | "share";
  readonly queries: readonly string[];
  readonly keys: readonly string[];
  /** From the key of this number on they only fill up. */
  readonly wordCount: number;
  readonly lit: Pair | null;
  readonly chosen: number | null;
  readonly onLit: (pair: Pair | null) => void;
  readonly onChoose: (query: number) => void;
  readonly onScroller: Ref<HTMLDivElement>;
  readonly onScroll: (at: { readonly left: number; readonly top: number }) => void;
  readonly legend: readonly [low: string, high: string];
}

export function AttentionMatrix(props: AttentionMatrixProps) {
  const {
    title,
    note,
    label,
    values,
    kind,
    queries,
    keys,
    wordCount,
    lit,
    chosen,
    onLit,
    onChoose,
    legend,
    onScroller,
  } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const node = canvas.current;
    if (!node || keys.length === 0) return;
    Object.assign(node, { width: keys.length, height: queries.length });
    node.getContext("2d")?.putImageData(new ImageData(pixelsOf(values, kind), keys.length, queries.length), 0, 0);
  }, [values, kind, keys.length, queries.length]);
  const pairAt = (event: MouseEvent<HTMLElement>): Pair | null => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const query = Math.floor((queries.length * (event.clientY - top)) / height);
    const key = Math.floor((keys.length * (event.clientX - left)) / width);
    return query in queries && key in keys ? { query, key } : null;
  };
  const row = lit?.query ?? chosen;
  return (
    <figure className={classes.stage}>
      <figcaption>
        <strong>{title}</strong> <span className={classes.quiet}>{note}</span>
      </figcaption>
      <ScrollRegion
        ref={onScroller}
        label={label}
        className={classes.scroll}
        onScroll={({ currentTarget: { scrollLeft, scrollTop } }) =>
          props.onScroll({ left: scrollLeft, top: scrollTop })
        }
      >
        <div
          className={classes.matrix}
          style={{ "--keys": keys.length, "--queries": queries.length } as CSSProperties /* a variable of our own */}
          aria-hidden
        >
          <div className={classes.corner} />
          <div className={classes.keys}>
            {keys.map((word, key) => (
              // oxlint-disable-next-line react/no-array-index-key -- a word has no name but its place
              <span key={key} data-lit={key === lit?.key || undefined} data-fill={key >= wordCount || undefined}>
                {word}
              </span>
            ))}
          </div>
          <div className={classes.queries}>
            {queries.map((word, query) => (
              // oxlint-disable-next-line react/no-array-index-key -- as above
              <span key={query} data-lit={query === row || undefined}>
                {word}
              </span>
            ))}
          </div>
          {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the words of the text do the same by keyboard */}
          <div
            className={classes.cells}
            onMouseMove={(event) => onLit(pairAt(event))}
            onMouseLeave={() => onLit(null)}
            onClick={(event) => {
              const pair = pairAt(event);
              if (pair) onChoose(pair.query);
            }}
          >
            <canvas ref={canvas} />
            {row !== null && (
              <span className={classes.band} data-way="row" style={{ top: `calc(var(--cell) * ${row})` }} />
            )}
            {lit && (
              <span className={classes.band} data-way="column" style={{ left: `calc(var(--cell) * ${lit.key})` }} />
            )}
          </div>
        </div>
      </ScrollRegion>
      <div className={classes.legend} aria-hidden>
        <span className="lb-number">{legend[0]}</span>
        <span className={classes.ramp} data-kind={kind} />
        <span className="lb-number">{legend[1]}</span>
      </div>
    </figure>
  );
}
