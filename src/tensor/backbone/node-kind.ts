/** What a layer of a file is: how its settings are read, and what it does. */
import type { JsonObject } from "../../core/json";
import type { tf } from "../tf";
import type { Config } from "./config";

/** Of one case, without the batch axis. */
export type Shape = readonly number[];

export interface GraphWeight {
  /** As Keras calls it: "depthwise_kernel". */
  readonly name: string;
  readonly shape: Shape;
  /** Whether weight decay applies. */
  readonly isDecayed: boolean;
  /** Whether it was measured, not learned: it stays as it is in every fit. */
  readonly isMeasured?: boolean;
}

export interface NodeKind<Params extends JsonObject> {
  /** Throws `UnknownSetting` where a setting asks for what is not done here. */
  read(config: Config): Params;
  /** Throws RangeError where the inputs do not fit. */
  outputShape(params: Params, inputs: readonly Shape[]): Shape;
  /** In the order in which `apply` takes them; none where not given. */
  weights?(params: Params, inputs: readonly Shape[]): readonly GraphWeight[];
  /** Never gives one of its inputs itself. `isFitting`: its gradients are wanted; statistics stay as they are all the same. */
  apply(params: Params, inputs: readonly tf.Tensor[], weights: readonly tf.Tensor[], isFitting: boolean): tf.Tensor;
}

/** A kind as the table holds it: its settings are plain data by now. */
export type AnyNodeKind = NodeKind<JsonObject>;

/** It is given only what its own `read` has made. */
export function nodeKind<Params extends JsonObject>(kind: NodeKind<Params>): AnyNodeKind {
  return kind;
}

/** The only input of a layer that takes one. */
export function single<T>(inputs: readonly T[]): T {
  const [first] = inputs;
  if (first === undefined || inputs.length !== 1) throw new RangeError(`it takes one input, not ${inputs.length}`);
  return first;
}

/** [height, width, channel]. Throws where the shape is another one. */
export function mapsOf(shape: Shape): readonly [number, number, number] {
  const [height, width, channels] = shape;
  if (height === undefined || width === undefined || channels === undefined || shape.length !== 3)
    throw new RangeError(`it takes maps [height, width, channel], not [${shape.join(", ")}]`);
  return [height, width, channels];
}
