/** Texts as rows of token numbers for a model of a language, and back. */
import type { FittedPipeline, PipelineStep } from "../../core/pipeline";
import { pieceReader, type Unit } from "./read-pieces";

/** Numbers that stand for no piece; pieces follow. 0 fills up a row behind its text. */
export const unknownToken = 1;
export const startToken = 2;
export const endToken = 3;
const reserved = 4;

/** What is shown in the place of a piece that the vocabulary does not have. */
const unknownPiece = "\uFFFD";

/** What the step "tokens" learns where texts are to be generated. */
export interface CoderState {
  /** Tokens 4, 5 …, commonest first. */
  readonly vocabulary: readonly string[];
  /** Steps of a row. */
  readonly length: number;
  /** Steps before that hold a source. */
  readonly sourceSteps?: number;
}

export interface TextCoder {
  readonly vocabularySize: number;
  readonly length: number;
  /** 0 where there is no source. */
  readonly sourceSteps: number;
  pieces(text: string): readonly string[];
  /** Numbers of the pieces alone, without start and end. */
  encode(text: string): readonly number[];
  /** Of one token as it is shown: the end as nothing. */
  piece(token: number): string;
}

export function createTextCoder({ params }: Pick<PipelineStep, "params">, state: CoderState): TextCoder {
  const { vocabulary, length, sourceSteps = 0 } = state;
  const read = pieceReader(params["unit"] as Unit, params["lowerCase"] === true); // checked against the field
  const numberOf = new Map(vocabulary.map((piece, place) => [piece, place + reserved]));
  return {
    vocabularySize: vocabulary.length + reserved,
    length,
    sourceSteps,
    pieces: read,
    encode: (text) => read(text).map((piece) => numberOf.get(piece) ?? unknownToken),
    piece: (token) => (token === unknownToken ? unknownPiece : (vocabulary[token - reserved] ?? "")),
  };
}

/** The coder that a fitted pipeline of a generation holds. */
export function coderOf({ steps }: Pick<FittedPipeline, "steps">): TextCoder {
  const [step] = steps;
  if (!step) throw new Error("the pipeline numbers no texts");
  return createTextCoder(step, step.state as unknown as CoderState); // written by prepareGeneration
}
