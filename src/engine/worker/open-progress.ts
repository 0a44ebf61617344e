/** Progress of opening files, told as often as a page can show it. */
import type { OpenProgress } from "../protocol";

type Progress = Omit<OpenProgress, "type">;

const leastMs = 100;

/** Passes on the first, then one a tenth of a second, and the last. */
export function throttleProgress(emit: (event: OpenProgress) => void): (progress: Progress) => void {
  let toldMs = -Infinity;
  return (progress) => {
    const nowMs = performance.now();
    if (nowMs - toldMs < leastMs && progress.loadedBytes < progress.totalBytes) return;
    toldMs = nowMs;
    emit({ type: "progress", ...progress });
  };
}
