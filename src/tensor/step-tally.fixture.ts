/** The kernel "StepTally" in plain TypeScript. */
import { referenceKernel } from "./kernels/cpu-kernel.fixture";

export const stepTallyReference = referenceKernel((arrays, settings) => {
  const [lossTotal, finiteSteps] = [arrays.inPlace("lossTotal"), arrays.inPlace("finiteSteps")];
  lossTotal[0]! += arrays.read("loss")[0]!;
  if (lossTotal[0]! <= Number(settings["limit"])) finiteSteps[0]! += 1;
  return [];
});
