/** Compiling the programs of a step all at once, before it is run for the first time; else each would wait for the one before it. */
import { compileOnlyFlag } from "../kernels/webgpu/dispatch";
import { tf } from "../tf";
import { webgpuInUse } from "./replay";

export interface Compiled {
  readonly done: number;
  readonly all: number;
}

/**
 * Compiles what the step needs; yields as it goes. `variables` are all that the step changes, which it does not do here. Nothing where
 * there is nothing to compile.
 */
export async function* compileAhead(
  variables: readonly tf.Variable[],
  step: () => void,
): AsyncGenerator<Compiled, undefined> {
  const backend = webgpuInUse();
  if (!backend) return;
  const { pipelineCache } = backend;
  const known = new Set(Object.keys(pipelineCache));
  const held = variables.map((variable) => variable.clone());
  tf.env().set(compileOnlyFlag, true);
  try {
    step();
  } finally {
    tf.env().set(compileOnlyFlag, false);
    // What was assigned has no numbers.
    variables.forEach((variable, i) => variable.dataId !== held[i]!.dataId && variable.assign(held[i]!)); // one for each
    for (const tensor of held) tensor.dispose();
  }
  const asked = Object.entries(pipelineCache).filter(([name]) => !known.has(name));
  // Whoever needs one in the meantime makes it for himself.
  for (const [name] of asked) delete pipelineCache[name];
  let done = 0;
  for (const [name, pipeline] of asked) {
    pipelineCache[name] ??= await pipeline;
    yield { done: ++done, all: asked.length };
  }
}
