/** Which words set two bodies of text apart. */

/** Words of the prior: as if so many had been read before, with the shares of all texts together. */
const priorWords = 500;

/**
 * The log-odds ratio of a word between two bodies of text with an informative Dirichlet prior, divided by its standard error (Monroe,
 * Colaresi and Quinn 2008, "Fightin' words", eq. 16, 19 and 22): neither the rarest words, which ratios favour, nor the commonest, which
 * differences favour, win by being so.
 * @param inside occurrences in the one body of `insideTotal` words, `outside` in the other of `outsideTotal`.
 */
export function logOddsZ(inside: number, insideTotal: number, outside: number, outsideTotal: number): number {
  const prior = (priorWords * (inside + outside)) / (insideTotal + outsideTotal);
  const odds = (count: number, total: number) => Math.log((count + prior) / (total + priorWords - count - prior));
  const variance = 1 / (inside + prior) + 1 / (outside + prior);
  return (odds(inside, insideTotal) - odds(outside, outsideTotal)) / Math.sqrt(variance);
}
