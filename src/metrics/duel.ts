/** Two models on the same rows, each row independent of the others: which is better, and may it be chance? */
import type { Wording } from "../core/wording";
import { student95, z95 } from "./normal";
import { amountDigits, countDigits } from "./number-wording";

/** What a model said of rows, row by row. */
export interface DuelSide {
  readonly rows: ArrayLike<number>;
  /** Class codes or values. */
  readonly actual: ArrayLike<number>;
  readonly predicted: ArrayLike<number>;
}

export interface Duel {
  readonly kind: "classification" | "regression";
  readonly rowCount: number;
  /** Accuracy, or mean absolute error. */
  readonly own: number;
  readonly other: number;
  /** By how much the first is better: in accuracy, or in mean absolute error. Below 0 it is worse. */
  readonly lead: number;
  /** 95 % interval of the lead. */
  readonly low: number;
  readonly high: number;
  /** Rows that only the one or only the other is right about; of values those where it is nearer. */
  readonly won: number;
  readonly lost: number;
}

const fewestRows = 10;

/**
 * Of classes the interval is the adjusted Wald interval for paired proportions (Bonett and Price 2012); of values Student's t of the
 * paired differences of the absolute errors. null where the two were not judged on the same rows with the same answers, or on too few.
 */
export function duelOf(kind: Duel["kind"], own: DuelSide, other: DuelSide): Duel | null {
  const rowCount = own.rows.length;
  if (rowCount < fewestRows || other.rows.length !== rowCount) return null;
  const placeOf = new Map(Array.from(other.rows, (row, place) => [row, place]));
  const errors = new Float64Array(rowCount);
  const otherErrors = new Float64Array(rowCount);
  for (let i = 0; i < rowCount; i++) {
    const place = placeOf.get(own.rows[i]!); // i < length
    if (place === undefined || other.actual[place] !== own.actual[i]) return null;
    errors[i] = errorOf(kind, own, i);
    otherErrors[i] = errorOf(kind, other, place);
  }
  const leads = errors.map((error, i) => otherErrors[i]! - error); // aligned
  const won = leads.filter((lead) => lead > 0).length;
  const lost = leads.filter((lead) => lead < 0).length;
  const score = (values: Float64Array) => (kind === "classification" ? 1 - meanOf(values) : meanOf(values));
  const [low, high] = kind === "classification" ? pairedShares(won, lost, rowCount) : pairedMeans(leads);
  return { kind, rowCount, own: score(errors), other: score(otherErrors), lead: meanOf(leads), low, high, won, lost };
}

/** 1 for a wrong class, or how far off a value is. */
function errorOf(kind: Duel["kind"], { actual, predicted }: DuelSide, at: number): number {
  const [truth, said] = [actual[at]!, predicted[at]!]; // in range
  return kind === "classification" ? Number(truth !== said) : Math.abs(truth - said);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function pairedShares(won: number, lost: number, count: number): readonly [number, number] {
  const [up, down] = [(won + 1) / (count + 2), (lost + 1) / (count + 2)];
  const reach = z95 * Math.sqrt((up + down - (up - down) ** 2) / (count + 2));
  return [Math.max(-1, up - down - reach), Math.min(1, up - down + reach)];
}

function pairedMeans(leads: Float64Array): readonly [number, number] {
  const mean = meanOf(leads);
  const variance = leads.reduce((sum, lead) => sum + (lead - mean) ** 2, 0) / (leads.length - 1);
  const reach = student95(leads.length - 1) * Math.sqrt(variance / leads.length);
  return [mean - reach, mean + reach];
}

/** "Run 2 (LSTM) wins against run 1 (Logistic regression): right for 98.9 % against 97.8 % of the same 1,115 rows, by 1.1 points (0.3 to 1.9)." */
export function duelSentence(duel: Duel, own: Wording, other: Wording): Wording {
  const rows = countDigits(duel.rowCount);
  const range = `${leadDigits(duel, duel.low)} to ${leadDigits(duel, duel.high)}`;
  const span = `${leadDigits(duel, duel.low)} 至 ${leadDigits(duel, duel.high)}`;
  const isApart = duel.low > 0 || duel.high < 0;
  const [winner, loser] = duel.lead >= 0 ? [own, other] : [other, own];
  const verdict = isApart
    ? { en: `${winner.en} wins against ${loser.en}`, zh: `${winner.zh}胜过${loser.zh}` }
    : { en: `Between ${own.en} and ${other.en} nothing is decided`, zh: `${own.zh}与${other.zh}难分高下` };
  const by = leadDigits(duel, duel.lead);
  if (duel.kind === "classification") {
    const [right, otherRight] = [shareOf(duel.own), shareOf(duel.other)];
    return {
      en: `${verdict.en}: ${own.en} is right for ${right} % of the same ${rows} test rows, ${other.en} for ${otherRight} %; a lead of ${by} points (95 % interval ${range}). It alone is right about ${countDigits(duel.won)} rows, the other alone about ${countDigits(duel.lost)}.`,
      zh: `${verdict.zh}：在相同的 ${rows} 行测试数据上，${own.zh}判对 ${right}%，${other.zh}判对 ${otherRight}%，领先 ${by} 个百分点（95% 区间 ${span}）。仅它判对的有 ${countDigits(duel.won)} 行，仅对方判对的有 ${countDigits(duel.lost)} 行。`,
    };
  }
  const [off, otherOff] = [amountDigits(duel.own), amountDigits(duel.other)];
  return {
    en: `${verdict.en}: on the same ${rows} test rows ${own.en} is off by ${off} on average, ${other.en} by ${otherOff}; a lead of ${by} (95 % interval ${range}).`,
    zh: `${verdict.zh}：在相同的 ${rows} 行测试数据上，${own.zh}平均相差 ${off}，${other.zh}平均相差 ${otherOff}，领先 ${by}（95% 区间 ${span}）。`,
  };
}

function shareOf(share: number): string {
  return (100 * share).toFixed(1);
}

/** Points of a per cent, or an amount. */
function leadDigits({ kind }: Duel, value: number): string {
  if (kind === "regression") return amountDigits(value);
  const points = (100 * value).toFixed(1);
  return Number(points) === 0 ? "0.0" : points.replace("-", "−");
}
