/** Fewest characters to insert, delete or replace that make one text the other (Levenshtein 1966), by the table of Wagner and Fischer (1974). */
export function editDistance(from: string, to: string): number {
  const [a, b] = [codePointsOf(from), codePointsOf(to)];
  let before = Uint32Array.from({ length: b.length + 1 }, (_, j) => j);
  let now = new Uint32Array(b.length + 1);
  for (let i = 1; i <= a.length; i++) {
    now[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const replaced = before[j - 1]! + Number(a[i - 1] !== b[j - 1]); // both as long as b and one more, as below
      now[j] = Math.min(replaced, before[j]! + 1, now[j - 1]! + 1);
    }
    [before, now] = [now, before];
  }
  return before[b.length]!; // the last of them
}

function codePointsOf(text: string): Uint32Array {
  return Uint32Array.from(Array.from(text), (character) => character.codePointAt(0) ?? 0);
}
