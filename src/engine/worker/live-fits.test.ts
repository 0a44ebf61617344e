import { expect, test } from "vitest";
import { createBlock } from "../../core/block";
import type { LiveModel } from "../../core/estimator";
import { imageColumn } from "../../core/make-column";
import { createLiveFits, type LiveSubject } from "./live-fits";

test("a look that cannot be prepared is told to whoever looks, and does not reach the fit", async () => {
  const pixels = Uint8Array.of(9);
  const column = imageColumn("image", [{ width: 1, height: 1, channels: 1, pixels }]);
  const subject: LiveSubject = {
    dataset: { id: "d1", name: "dots", rowCount: 1, columns: [column], source: { files: [] }, warnings: [] },
    task: { kind: "regression", target: "size" },
    categories: [],
    pipeline: {
      steps: [],
      features: ["image"],
      inputShape: [1, 1, 1],
      inputColumns: [{ name: "image", kind: "image", categories: [], range: null, typical: null }],
    },
    samples: {
      inputs: createBlock(new Float32Array(1), [1, 1, 1, 1]),
      targets: createBlock(new Float64Array(1), [1]),
      features: ["image"],
      rows: new Uint32Array(1),
    },
    seed: 0,
    epoch: 0,
    signal: new AbortController().signal,
  };
  const model: LiveModel = {
    predict: () => Promise.reject(new RangeError("no room")),
    look: async () => ({ filters: [], layers: [], outputs: createBlock(new Float64Array(1), [1, 1]) }),
  };
  const fits = createLiveFits();
  const fit = fits.open("r1", subject);
  fit.expose(model);
  await fits.look("r1", null);
  await expect(fit.endEpoch(1)).resolves.toBeUndefined();
  await expect(fits.look("r1", null)).rejects.toThrow("no room");
  // It is said once: the next look is a new try.
  await expect(fits.look("r1", null)).resolves.toMatchObject({ epoch: 1, worst: null });
});
