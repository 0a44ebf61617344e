/** From probabilities of the next token to one of them. */
import type { Random } from "../../core/random";

export interface ChoiceRules {
  /** Divides the logits: below 1 surer, above 1 bolder; 0 always takes the likeliest. */
  readonly temperature: number;
  /** Only so many of the likeliest count; 0 for all. */
  readonly topK: number;
  /** Only the likeliest that together have this share count (Holtzman et al. 2020, nucleus sampling); 1 for all. */
  readonly topP: number;
}

/** The probabilities after temperature, then top-k, then top-p, with the sum 1; `probabilities` need not have it. The likeliest one always counts. */
export function reshaped(probabilities: ArrayLike<number>, { temperature, topK, topP }: ChoiceRules): Float64Array {
  const order = Array.from(probabilities, (_, token) => token).toSorted(
    (a, b) => probabilities[b]! - probabilities[a]! || a - b, // tokens
  );
  const result = new Float64Array(probabilities.length);
  const [best = 0] = order;
  const most = probabilities[best] ?? 0;
  if (temperature === 0 || !(most > 0)) {
    result[best] = 1;
    return result;
  }
  const kept = topK > 0 ? order.slice(0, topK) : order;
  // Relative to the likeliest: no power overflows.
  for (const token of kept) result[token] = (probabilities[token]! / most) ** (1 / temperature); // a token
  const total = result.reduce((sum, value) => sum + value, 0);
  let seen = 0;
  let rest = 0;
  for (const token of kept) {
    if (seen >= topP * total && token !== best) result[token] = 0;
    seen += result[token]!; // a token, as the next
    rest += result[token]!;
  }
  return result.map((value) => value / rest);
}

/** A token by its probability. */
export function drawToken(probabilities: ArrayLike<number>, random: Random): number {
  let place = random.next();
  let last = 0;
  for (let token = 0; token < probabilities.length; token++) {
    const probability = probabilities[token]!; // token < length
    if (probability === 0) continue;
    last = token;
    place -= probability;
    if (place < 0) return token;
  }
  return last;
}
