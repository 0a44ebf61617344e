import type { ModelSpec } from "../core/model-spec";
import { attention } from "./attention/spec";
import { autoencoder } from "./autoencoder/spec";
import { backbone } from "./backbone/spec";
import { cnn } from "./cnn/spec";
import { embedding } from "./embedding/spec";
import { gru } from "./gru/spec";
import { linear } from "./linear/spec";
import { logistic } from "./logistic/spec";
import { lstm } from "./lstm/spec";
import { mlp } from "./mlp/spec";
import { rnn } from "./rnn/spec";
import { tcn } from "./tcn/spec";
import { transformer } from "./transformer/spec";

/** Every model family, in the order in which they are offered: one line each. */
export const familyList: readonly ModelSpec[] = [
  linear,
  logistic,
  mlp,
  cnn,
  backbone,
  lstm,
  gru,
  rnn,
  tcn,
  attention,
  transformer,
  embedding,
  autoencoder,
];
