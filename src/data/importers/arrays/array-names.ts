/** What the name of an array says of it: train-images-idx3-ubyte, t10k-labels.idx1-ubyte, val_images.npy, X_test. */
import { subsetNamed, wordsOf } from "../../../core/column-roles";
import type { Subset } from "../../../core/split";

export interface ArrayName {
  /** Folders but those that name a subset; an archive counts as one. */
  readonly folder: string;
  readonly subset: Subset | null;
  readonly role: "inputs" | "labels" | null;
  /** The words that are left: "emnist letters", "age"; often none. */
  readonly stem: string;
}

const inputWords = /^(images?|imgs?|pictures?|pixels?|photos?|x|data|inputs?|features?)$/;
const labelWords = /^(labels?|lbls?|y|targets?|class|classes)$/;
/** Of the format, not of the content. */
const formatWords = /^(npy|gz|gzip|idx\d*|ubyte|arr|array|u?int(8|16|32|64)|float(16|32|64))$/;

export function readArrayName(path: string): ArrayName {
  const folders = path.split("/").filter((part) => part !== "" && part !== ".");
  const words = wordsOf(folders.pop() ?? "").filter((word) => !formatWords.test(word));
  const own = words.map(subsetOf).find((subset) => subset !== null) ?? null;
  const outer = folders.map(subsetOf).findLast((subset) => subset !== null) ?? null;
  const isInput = words.some((word) => inputWords.test(word));
  const isLabel = words.some((word) => labelWords.test(word));
  const rest = words.filter((word) => subsetOf(word) === null && !inputWords.test(word) && !labelWords.test(word));
  return {
    folder: folders.filter((folder) => subsetOf(folder) === null).join("/"),
    subset: own ?? outer,
    role: isLabel ? "labels" : isInput ? "inputs" : null,
    stem: rest.join(" "),
  };
}

/** MNIST calls its ten thousand test digits t10k. */
function subsetOf(word: string): Subset | null {
  return word === "t10k" ? "test" : subsetNamed(word);
}
