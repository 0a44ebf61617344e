/**
 * The baseline of a model of a language: the next token by the one before it, as often as the pair stood in the training texts. Interpolated
 * Kneser–Ney smoothing (Kneser and Ney 1995; Chen and Goodman 1999): a discount is taken off every count and given to how many different
 * tokens a token was seen behind, from which one is taken for all tokens alike.
 */

export interface Bigram {
  /** p(next | before) */
  probability(before: number, next: number): number;
}

/**
 * Pairs of tokens, aligned; those whose `next` is 0 do not count. `outcomes` is the number of tokens that may come next.
 */
export function learnBigram(before: ArrayLike<number>, next: ArrayLike<number>, outcomes: number): Bigram {
  const pairs = new Map<number, Map<number, number>>();
  for (let i = 0; i < next.length; i++) {
    const [from, to] = [before[i]!, next[i]!]; // aligned
    if (to === 0) continue;
    const behind = pairs.get(from) ?? new Map<number, number>();
    if (behind.size === 0) pairs.set(from, behind);
    behind.set(to, (behind.get(to) ?? 0) + 1);
  }
  const totals = new Map<number, number>();
  const precedents = new Map<number, number>();
  const countsOfCounts = [0, 0];
  let kinds = 0;
  for (const [from, behind] of pairs) {
    let total = 0;
    for (const [to, count] of behind) {
      total += count;
      kinds++;
      precedents.set(to, (precedents.get(to) ?? 0) + 1);
      if (count <= 2) countsOfCounts[count - 1]! += 1; // 1 or 2
    }
    totals.set(from, total);
  }
  const [once = 0, twice = 0] = countsOfCounts;
  // Ney, Essen and Kneser 1994; a half where nothing was seen once.
  const discount = once > 0 ? once / (once + 2 * twice) : 0.5;
  const even = 1 / outcomes;
  const lower = (to: number) => {
    if (kinds === 0) return even;
    const own = Math.max(0, (precedents.get(to) ?? 0) - discount) / kinds;
    return own + ((discount * precedents.size) / kinds) * even;
  };
  return {
    probability(from, to) {
      const behind = pairs.get(from);
      const total = totals.get(from);
      if (!behind || !total) return lower(to);
      const own = Math.max(0, (behind.get(to) ?? 0) - discount) / total;
      return own + ((discount * behind.size) / total) * lower(to);
    },
  };
}
