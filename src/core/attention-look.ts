/** A look into a network of texts or pictures: which words of one text, or which squares of one picture, it attends to. */
import type { Block } from "./block";
import type { Look } from "./look";
import type { Picture } from "./picture";
import type { Wording } from "./wording";

/** A layer that attends. */
export interface AttendingLayer {
  readonly label: Wording;
  readonly heads: number;
  /** Whether it weighs the words once for the whole text (the gate) or once for each of them. */
  readonly isGate: boolean;
}

/** What one layer of attention does with one row of tokens, or with one picture, whose squares are its tokens. */
export interface AttentionView {
  /** All that the network has, in their order. */
  readonly layers: readonly AttendingLayer[];
  /** Which of them this is. */
  readonly layer: number;
  /** query · key in [head, query, key], neither scaled nor masked; of the first queries and keys alone where there are many. */
  readonly products: Block;
  /** [head, query, key]; of each query over all keys they sum to 1. */
  readonly weights: Block;
  /** What products are multiplied by before the softmax. */
  readonly scale: number;
  /** Of a picture: how it is cut, row by row. */
  readonly grid?: SquareGrid;
  /** Whether a word sees no word behind it. */
  readonly isCausal: boolean;
  /** Of the row: [1, class] or [1, label] probabilities or a [1, 1] value. */
  readonly outputs: Block;
}

/** A picture in squares. */
export interface SquareGrid {
  readonly rows: number;
  readonly columns: number;
  /** Pixels along a side; what is left over at the right and at the bottom belongs to none. */
  readonly side: number;
}

/** A word as the network reads it. */
export interface ReadToken {
  readonly text: string;
  /** Whether the vocabulary has it: all that it does not have are one word to the network. */
  readonly isKnown: boolean;
}

export interface AttentionLook extends Pick<Look, "epoch" | "categories" | "choices" | "row" | "outputs"> {
  /** The words of the row that the network was given, as far as they are shown. */
  readonly tokens: readonly ReadToken[];
  /** How many it was given. */
  readonly tokenCount: number;
  /** How many more the text has: what is longer than a row is cut. */
  readonly cutCount: number;
  /** Steps of the row behind the text, which are masked. */
  readonly fillCount: number;
  /** Of a picture, as the network is given it; its tokens are then called by row and column, from 1. Null for a text. */
  readonly picture: Picture | null;
  /** Its keys are the shown words, then as many of the filled-up steps as there is room for. Null where the network never sees the row. */
  readonly view: Omit<AttentionView, "outputs"> | null;
}
