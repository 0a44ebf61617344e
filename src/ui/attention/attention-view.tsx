/** What a network makes of one text or picture by its attention: the words or squares shaded, the three stages, and the numbers; one head of one layer at a time. */
import { NativeSelect, SegmentedControl } from "@mantine/core";
import { useMemo, useState } from "react";
import type { AttentionLook } from "../../core/attention-look";
import { useFormat, useMessages } from "../../i18n/locale";
import type { Pair } from "./attention-matrix";
import { AttentionPicture } from "./attention-picture";
import { AttentionNumbers } from "./attention-numbers";
import { AttentionStages } from "./attention-stages";
import { AttentionWords } from "./attention-words";
import classes from "./attention.module.css";
import { sharesOf, stagesOf } from "./stages";
import { useAttentionSentences } from "./use-attention-sentences";

export interface AttentionViewProps {
  readonly look: AttentionLook;
  readonly view: NonNullable<AttentionLook["view"]>;
  readonly onLayer: (layer: number) => void;
}

export function AttentionView({ look, view, onLayer }: AttentionViewProps) {
  const { attention: words } = useMessages();
  const format = useFormat();
  const [asked, setHead] = useState(0);
  const [lit, setLit] = useState<Pair | null>(null);
  const [picked, setPicked] = useState<number | null>(null);
  const { tokens } = look;
  const layer = view.layers[view.layer];
  const isGate = layer?.isGate ?? false;
  const heads = layer?.heads ?? 1;
  const head = Math.min(asked, heads - 1);
  const stages = useMemo(() => stagesOf(view, head, tokens.length), [view, head, tokens.length]);
  const keys = useMemo(
    () =>
      Array.from({ length: stages.keyCount }, (_, at) => tokens[at]?.text ?? words.fill).map(
        (word) => word || words.noWord,
      ),
    [stages, tokens, words],
  );
  const queries = isGate ? [words.wholeText] : keys.slice(0, stages.queryCount);
  const chosen = picked !== null && picked < stages.queryCount && !isGate ? picked : null;
  const query = isGate ? 0 : (lit?.query ?? chosen);
  const inSight = lit && lit.query < stages.queryCount && lit.key < stages.keyCount ? lit : null;
  const shares = useMemo(() => sharesOf(stages, query), [stages, query]);
  const sentences = useAttentionSentences({ look, stages, keys, queries, query, shares, lit: inSight, isGate });
  const light = (place: number | null) => setLit(place === null ? null : { query: isGate ? 0 : place, key: place });
  const choose = (place: number) => setPicked(place === picked ? null : place);
  return (
    <>
      {(view.layers.length > 1 || heads > 1) && (
        <div className={classes.tools}>
          {view.layers.length > 1 && (
            <NativeSelect
              size="xs"
              label={words.layer}
              value={String(view.layer)}
              data={view.layers.map(({ label }, at) => ({
                value: String(at),
                label: words.layerName(format.number(at + 1), format.text(label)),
              }))}
              onChange={(event) => onLayer(Number(event.currentTarget.value))}
            />
          )}
          {heads > 1 && (
            <div>
              <div className={classes.toolName}>{words.head}</div>
              <SegmentedControl
                size="xs"
                aria-label={words.head}
                value={String(head)}
                data={Array.from({ length: heads }, (_, at) => ({ value: String(at), label: format.number(at + 1) }))}
                onChange={(value) => setHead(Number(value))}
              />
            </div>
          )}
        </div>
      )}
      {look.picture && view.grid ? (
        <AttentionPicture
          label={words.given}
          squaresLabel={`${words.squares}. ${words.squaresHelp}`}
          picture={look.picture}
          grid={view.grid}
          shares={shares}
          nameOf={(place) => words.share(keys[place] ?? "", format.percent(shares[place] ?? 0))}
          lit={inSight?.key ?? null}
          chosen={chosen}
          onLit={light}
          onChoose={choose}
        />
      ) : (
        <AttentionWords
          label={isGate ? words.words : `${words.words}. ${words.wordsHelp}`}
          tokens={tokens}
          noWord={words.noWord}
          shares={shares}
          nameOf={(word, place) => words.share(word, format.percent(shares[place] ?? 0))}
          lit={inSight?.key ?? null}
          chosen={chosen}
          onLit={light}
          onChoose={isGate ? null : choose}
        />
      )}
      <p className={classes.readout} aria-live="polite" data-testid="attention-readout">
        {sentences.readout}
      </p>
      <AttentionStages
        stages={stages}
        scale={view.scale}
        queries={queries}
        keys={keys}
        wordCount={tokens.length}
        lit={inSight}
        chosen={chosen}
        onLit={setLit}
        onChoose={isGate ? () => {} : choose}
      />
      <AttentionNumbers
        name={look.picture ? words.square : words.word}
        title={sentences.numbersTitle}
        keys={keys}
        stages={stages}
        query={query}
        shares={shares}
      />
      <p className={classes.quiet}>{sentences.facts}</p>
    </>
  );
}
