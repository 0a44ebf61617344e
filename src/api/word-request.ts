/** What a script asks of word vectors, checked before it goes to the engine. */
import type { WordPlace, WordQuestion } from "../core/word-vectors";
import { checkMembers, wrong } from "./check-argument";

const mostWords = 10_000;

const questionMembers: { readonly [Kind in WordQuestion["kind"]]: readonly string[] } = {
  nearest: ["word"],
  analogy: ["a", "b", "c"],
  text: ["text"],
  map: [],
};

/** Throws `api/argument`. */
export function readWordPlace(source: unknown): WordPlace {
  checkMembers("source", source, ["run", "dataset"]);
  const { run, dataset } = source as Readonly<Record<string, unknown>>; // an object, its members not yet known
  if (typeof run === "string" && dataset === undefined) return { run };
  if (typeof dataset === "string" && run === undefined) return { dataset };
  throw wrong("source", source, "{run: string} or {dataset: string}");
}

/** Ten words where no count is given, or two hundred on a map. Throws `api/argument`. */
export function readWordQuestion(question: unknown): WordQuestion {
  checkMembers("question", question, ["kind", "word", "a", "b", "c", "text", "count"]);
  const given = question as Readonly<Record<string, unknown>>; // as above
  const kinds = Object.keys(questionMembers);
  if (typeof given.kind !== "string" || !kinds.includes(given.kind))
    throw wrong("question.kind", given.kind, kinds.join(", "));
  const kind = given.kind as WordQuestion["kind"]; // checked just now
  for (const member of questionMembers[kind]) {
    if (typeof given[member] !== "string") throw wrong(`question.${member}`, given[member], "string");
  }
  const { count = kind === "map" ? 200 : 10 } = given;
  const isCount = typeof count === "number" && Number.isInteger(count) && count >= 1 && count <= mostWords;
  if (!isCount) throw wrong("question.count", count, `a whole number from 1 to ${mostWords}`);
  return { ...given, kind, count } as WordQuestion; // all members of the kind were checked
}
