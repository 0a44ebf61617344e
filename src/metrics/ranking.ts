/** Scores of an order of cases: area under the ROC curve and average precision, with weights on one sorted order. */

/** Cases of one class against the rest, highest score first. */
export interface Ranking {
  /** Row numbers by falling score. */
  readonly rows: Uint32Array;
  /** 1 where the case at this place is of the class. */
  readonly isPositive: Uint8Array;
  /** 1 where the next place has a lower score: ties are counted together. */
  readonly endsTie: Uint8Array;
}

export interface RankingScores {
  readonly rocAuc: number;
  readonly averagePrecision: number;
}

/** Sorts rows by falling score. Null where a score is NaN: there is no order then. */
export function rankRows(scores: Float64Array, isPositive: (row: number) => boolean): Ranking | null {
  const rows = new Uint32Array(scores.length);
  for (let row = 0; row < rows.length; row++) {
    if (Number.isNaN(scores[row]!)) return null;
    rows[row] = row;
  }
  rows.sort((left, right) => scores[right]! - scores[left]! || left - right);
  const positive = new Uint8Array(rows.length);
  const endsTie = new Uint8Array(rows.length);
  for (let place = 0; place < rows.length; place++) {
    positive[place] = isPositive(rows[place]!) ? 1 : 0;
    endsTie[place] = place + 1 === rows.length || scores[rows[place]!] !== scores[rows[place + 1]!] ? 1 : 0;
  }
  return { rows, isPositive: positive, endsTie };
}

/**
 * Area under the ROC curve as the Mann–Whitney probability with ties counted half (Hanley and McNeil 1982), and average
 * precision Σ (Rₙ − Rₙ₋₁) Pₙ over distinct scores (scikit-learn). `weights` are per row. NaN where a side is empty.
 */
export function scoreRanking(ranking: Ranking | null, weights: Int32Array): RankingScores {
  if (!ranking) return { rocAuc: NaN, averagePrecision: NaN };
  const { rows, isPositive, endsTie } = ranking;
  let positives = 0;
  let negatives = 0;
  let tiedPositives = 0;
  let tiedNegatives = 0;
  let pairs = 0;
  let precisionSum = 0;
  for (let place = 0; place < rows.length; place++) {
    const weight = weights[rows[place]!]!;
    if (isPositive[place]) tiedPositives += weight;
    else tiedNegatives += weight;
    if (!endsTie[place]) continue;
    pairs += tiedNegatives * (positives + tiedPositives / 2);
    positives += tiedPositives;
    negatives += tiedNegatives;
    if (tiedPositives > 0) precisionSum += (tiedPositives * positives) / (positives + negatives);
    tiedPositives = 0;
    tiedNegatives = 0;
  }
  return { rocAuc: pairs / (positives * negatives), averagePrecision: precisionSum / positives };
}
