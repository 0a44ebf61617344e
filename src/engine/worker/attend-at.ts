/** Looking at the attention of a network of texts or pictures: the words or squares of a row, and what a layer makes of them. */
import type { AttentionLook, AttentionView, ReadToken, SquareGrid } from "../../core/attention-look";
import { createBlock, type Block } from "../../core/block";
import { nameAt, pictureAt } from "../../core/column-values";
import type { Dataset } from "../../core/dataset";
import { findColumn } from "../../core/find-column";
import type { Picture } from "../../core/picture";
import type { FittedPipeline } from "../../core/pipeline";
import { inBreaths, type Work } from "../../core/work";
import { conformFrame } from "../../preprocessing/conform-frame";
import { layOut } from "../../preprocessing/lay-out";
import { transformFrame } from "../../preprocessing/pipeline";
import { readTokens } from "../../preprocessing/steps/tokens";
import { rowsOf } from "./apply-model";
import { choicesOf, type LookSubject } from "./look-at";

/** Keys that only fill up, beside the words: enough to see that they are masked. */
const mostFill = 2;

/** Null where `attend` gives nothing: the network is gone by then. Throws `data/row-range`, and what applying the steps throws. */
export async function attendAt(
  attend: (inputs: Block) => Promise<AttentionView> | null,
  subject: LookSubject,
  asked: number | null,
): Promise<Omit<AttentionLook, "epoch"> | null> {
  const choices = choicesOf(subject);
  const row = asked ?? choices[0]?.row ?? null;
  const { categories } = subject;
  const nothing = {
    categories,
    choices,
    row,
    outputs: [],
    tokens: [],
    tokenCount: 0,
    cutCount: 0,
    fillCount: 0,
    picture: null,
    view: null,
  };
  if (row === null) return nothing;
  const prepared = await inBreaths(prepareRow(subject, row));
  if (!prepared) return nothing;
  const { inputs, picture } = prepared;
  const view = await attend(inputs);
  if (!view) return null;
  const read = view.grid ? squaresOf(view.grid) : readRow(subject, row);
  if (!read) return nothing;
  const { tokens, length } = read;
  const given = tokens.slice(0, length);
  const [, queryCount = 0, keyCount = 0] = view.weights.shape;
  const shown = given.slice(0, keyCount);
  const fillCount = length - given.length;
  const keys = shown.length + Math.min(mostFill, fillCount, keyCount - shown.length);
  const queries = Math.min(queryCount, shown.length);
  const { outputs, ...rest } = view;
  return {
    ...nothing,
    outputs: Array.from(outputs.data),
    tokens: shown,
    tokenCount: given.length,
    cutCount: tokens.length - given.length,
    fillCount,
    picture,
    view: { ...rest, products: cut(view.products, queries, keys), weights: cut(view.weights, queries, keys) },
  };
}

/** A row as the network takes it, with its picture where it has one; null where a step leaves it out. */
function* prepareRow(
  { dataset, pipeline }: LookSubject,
  row: number,
): Work<{ inputs: Block; picture: Picture | null } | null> {
  const frame = conformFrame(dataset, pipeline, rowsOf(dataset, [row]));
  const { features, rows } = yield* transformFrame(pipeline, frame);
  if (rows.length === 0) return null;
  const inputs = yield* layOut(features, Uint32Array.of(0));
  const picture = features.kind === "pictures" ? pictureAt(features.column, 0) : null;
  // What is moved away must not be the column's own bytes.
  return { inputs, picture: picture && { ...picture, pixels: picture.pixels.slice() } };
}

/** Squares by row and column, from 1. */
function squaresOf({ rows, columns }: SquareGrid): { readonly tokens: readonly ReadToken[]; readonly length: number } {
  const length = rows * columns;
  const nameOf = (at: number) => `${Math.floor(at / columns) + 1}·${(at % columns) + 1}`;
  return { tokens: Array.from({ length }, (_, at) => ({ text: nameOf(at), isKnown: true })), length };
}

/** The words of a row as the pipeline reads them; a text without any is one unknown word. Null where it reads no words. */
function readRow({ dataset, pipeline }: { readonly dataset: Dataset; readonly pipeline: FittedPipeline }, row: number) {
  const step = pipeline.steps.find(({ kind }) => kind === "tokens");
  const [name] = step?.columns ?? [];
  if (!step || name === undefined) return null;
  const { tokens, length } = readTokens(step, nameAt(findColumn(dataset.columns, name), row) ?? "");
  return { tokens: tokens.length > 0 ? tokens : [{ text: "", isKnown: false }], length };
}

/** The first queries and keys of [head, query, key]. */
function cut({ data, shape }: Block, queries: number, keys: number): Block {
  const [heads = 0, queryCount = 0, keyCount = 0] = shape;
  const kept = new Float32Array(heads * queries * keys);
  for (let head = 0; head < heads; head++) {
    for (let query = 0; query < queries; query++) {
      const from = (head * queryCount + query) * keyCount;
      kept.set(data.subarray(from, from + keys), (head * queries + query) * keys);
    }
  }
  return createBlock(kept, [heads, queries, keys]);
}
