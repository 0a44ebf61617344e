/** Compiling the programs of a step all at once, before it is run for the first time; else each would wait for the one before it. */
import { compileOnlyFlag } from "../kernels/webgpu/dispatch";
import { tf } from "../tf";
import { webgpuInUse } from "../webgpu-in-use";

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
  // One that fails is compiled when it is first used, and says then what is wrong with it.
  const compiling = asked.map(async ([name, pipeline]) => ({ name, pipeline: await settled(pipeline) }));
  let done = 0;
  for (const compiled of compiling) {
    const { name, pipeline } = await compiled;
    if (pipeline) pipelineCache[name] ??= pipeline;
    yield { done: ++done, all: asked.length };
  }
}

async function settled(pipeline: GPUComputePipeline | Promise<GPUComputePipeline>): Promise<GPUComputePipeline | null> {
  try {
    return await pipeline;
  } catch {
    return null;
  }
}
