/** A training picture before, prepared and varied: asked of the engine anew whenever what is asked changes; the last one stays in sight meanwhile. */
import { useEffect, useState } from "react";
import type { AugmentationSettings } from "../../core/augmentation";
import { toFailure } from "../../core/failure";
import type { PictureExample } from "../../core/prepare-preview";
import { requestAgain } from "../../core/request-again";
import type { ResolvedFit } from "../../core/run";
import { useActions } from "../workbench";

/** null until the first one is there, and where the model is given no pictures. */
export function usePictureExample(
  resolved: ResolvedFit,
  augmentation: AugmentationSettings | false,
  place: number,
  count: number,
): PictureExample | null {
  const actions = useActions();
  const [example, setExample] = useState<PictureExample | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const request = requestAgain({ ...resolved, training: { ...resolved.training, augmentation } });
    actions.pictureExample(request, place, count, controller.signal).then(
      (found) => {
        if (!controller.signal.aborted) setExample(found);
      },
      // What cannot be prepared is said by the preview.
      (error: unknown) => {
        if (!controller.signal.aborted && toFailure(error).code === "engine/bug") actions.report(error);
      },
    );
    return () => controller.abort();
  }, [actions, resolved, augmentation, place, count]);
  return example;
}
