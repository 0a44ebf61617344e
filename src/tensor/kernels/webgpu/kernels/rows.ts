/** The rows of a batch out of all rows, by number; which batch it is lies on the device. */
import { sizeOf } from "../../../../core/block";
import { dispatch, spread } from "../dispatch";
import type { WebgpuKernel } from "../kernel";
import { elementWise } from "../wgsl";

/**
 * BatchOfRows: {inputs, targets, weights} of all rows, {order} of row numbers and {position} of the batch in it, to the three of
 * the `batchSize` rows.
 */
export const batchOfRows: WebgpuKernel = {
  name: "BatchOfRows",
  run({ inputs: { inputs, targets, weights, order, position }, attrs, backend }) {
    if (!inputs || !targets || !weights || !order || !position) return null;
    const { batchSize } = attrs as { readonly batchSize: number }; // given by the source of rows
    const [inputWidth, targetWidth] = [inputs, targets].map(({ shape }) => sizeOf(shape.slice(1)));
    const made = [inputs, targets, weights].map(({ shape, dtype }) =>
      backend.makeTensorInfo([batchSize, ...shape.slice(1)], dtype),
    );
    const width = inputWidth! + targetWidth! + 1; // of the two above
    const size = batchSize * width;
    dispatch(backend, {
      key: `rows with targets ${targets.dtype}`,
      outputs: { ofInputs: made[0]!, ofTargets: made[1]!, ofWeights: made[2]! }, // the three above
      inputs: { inputs, targets, weights, order, position },
      uniforms: { size, width, inputWidth: inputWidth!, targetWidth: targetWidth!, batchSize }, // as above
      groups: spread(Math.ceil(size / 64)),
      code: () =>
        elementWise(
          64,
          `let to = at / given.width;
  let row = order[position[0] * given.batchSize + to];
  let column = at % given.width;
  let targetColumn = column - given.inputWidth;
  if (targetColumn < 0) { ofInputs[to * given.inputWidth + column] = inputs[row * given.inputWidth + column]; }
  else if (targetColumn < given.targetWidth) { ofTargets[to * given.targetWidth + targetColumn] = targets[row * given.targetWidth + targetColumn]; }
  else { ofWeights[to] = weights[row]; }`,
        ),
    });
    return made;
  },
};
