/** What is said of attention in words. */
import type { AttentionLook } from "../../core/attention-look";
import { useFormat, useMessages } from "../../i18n/locale";
import type { Pair } from "./attention-matrix";
import type { Stages } from "./stages";

export interface Spoken {
  readonly look: AttentionLook;
  readonly stages: Stages;
  readonly keys: readonly string[];
  readonly queries: readonly string[];
  /** Null: the mean of all. */
  readonly query: number | null;
  /** Of the keys, for that query. */
  readonly shares: Float32Array;
  readonly lit: Pair | null;
  readonly isGate: boolean;
}

const mostNamed = 3;
/** Less is nothing to speak of. */
const leastNamed = 0.01;

export function useAttentionSentences({ look, stages, keys, queries, query, shares, lit, isGate }: Spoken) {
  const { attention: words } = useMessages();
  const format = useFormat();
  const nameOf = (place: number) => queries[place] ?? "";
  const total = shares.reduce((sum, share) => sum + share, 0);
  const strongest = () => {
    const best = Array.from(shares.keys()).toSorted((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0));
    const named = best.slice(0, mostNamed).filter((key, place) => place === 0 || (shares[key] ?? 0) >= leastNamed);
    return format.list(named.map((key) => words.share(keys[key] ?? "", format.percent(shares[key] ?? 0))));
  };
  const pairText = ({ query, key }: Pair) => {
    const at = query * stages.keyCount + key;
    const product = format.significant(stages.products[at] ?? Number.NaN);
    const scaled = stages.scaled[at] ?? Number.NaN;
    if (Number.isNaN(scaled)) return words.maskedCell(nameOf(query), keys[key] ?? "", product);
    const weight = format.percent(stages.weights[at] ?? Number.NaN);
    return words.cell(nameOf(query), keys[key] ?? "", product, format.significant(scaled), weight);
  };
  const most = query === null || isGate ? words.mean(strongest()) : words.asks(nameOf(query), strongest());
  const isWhole = look.tokens.length === look.tokenCount;
  const sum = isWhole
    ? words.sum(format.percent(total))
    : words.shown(
        format.number(look.tokens.length),
        format.number(look.tokenCount),
        format.percent(Math.max(0, 1 - total)),
      );
  const facts = [
    ...(look.fillCount > 0 ? [words.filled(format.number(look.fillCount))] : []),
    ...(look.picture ? [words.squareNames] : []),
    ...(look.cutCount > 0 ? [words.cut(format.number(look.cutCount))] : []),
    ...(look.tokens.some(({ isKnown }) => !isKnown) ? [words.unknown] : []),
  ];
  return {
    readout: [lit ? pairText(lit) : most, ...(query !== null ? [sum] : [])].join(" "),
    numbersTitle:
      query === null ? (look.picture ? words.numbersMeanSquares : words.numbersMean) : words.numbersOf(nameOf(query)),
    facts: facts.join(" "),
  };
}
