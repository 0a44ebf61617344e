/** Ids that are numbers and pictures whose names are: 1 is 001.png, where nothing else could be. */

/** Endings aside, the number that a file name or an id is, without leading zeros; null where it is none. */
export function numberOf(stem: string): string | null {
  return /^\d+$/.test(stem) ? stem.replace(/^0+(?=\d)/, "") : null;
}

/** Pictures by the number that their name is; `null` where several are the same one. */
export function indexNumbers(stems: readonly string[]): ReadonlyMap<string, number | null> {
  const index = new Map<string, number | null>();
  for (const [picture, stem] of stems.entries()) {
    const number = numberOf(stem);
    if (number !== null) index.set(number, index.has(number) ? null : picture);
  }
  return index;
}

export interface NumberJoin {
  /** Of ids that name no picture to the letter: the picture whose name is the same number. */
  readonly pictureOf: ReadonlyMap<string, number>;
  /** Ids that are the number of a picture and stay apart: several pictures or several ids are the same number. */
  readonly doubtful: ReadonlySet<string>;
}

/** @param ids all different ids of a column. @param isNamed whether one names a picture to the letter. */
export function joinNumbers(
  ids: ReadonlyMap<string, string>,
  index: ReadonlyMap<string, number | null>,
  isNamed: (id: string) => boolean,
): NumberJoin {
  const idsOf = new Map<string, number>();
  for (const stem of ids.values()) {
    const number = numberOf(stem);
    if (number !== null) idsOf.set(number, (idsOf.get(number) ?? 0) + 1);
  }
  const pictureOf = new Map<string, number>();
  const doubtful = new Set<string>();
  for (const [id, stem] of ids) {
    const number = numberOf(stem);
    const picture = number === null ? undefined : index.get(number);
    if (number === null || picture === undefined || isNamed(id)) continue;
    if (picture === null || idsOf.get(number) !== 1) doubtful.add(id);
    else pictureOf.set(id, picture);
  }
  return { pictureOf, doubtful };
}
