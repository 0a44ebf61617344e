/** Keeps the preview of what would be fitted in step with the draft: a moment after the last change, one at a time, the newest wins. */
import { toFailure } from "../core/failure";
import type { FitRequest } from "../core/run";
import { requestOf } from "./fit-requests";
import { createNewestWins } from "./newest-wins";
import { sameValue } from "./same-value";
import type { Session } from "./session";

const delayMs = 150;

interface Asked {
  readonly request: FitRequest;
  /** The same data set has another print when its columns have been converted. */
  readonly fingerprint: string;
}

/** Starts to listen; the answer asks again for what is in force, after the engine has started anew. */
export function startPreviewer(session: Session): { refresh(): void } {
  const { project: store, deps } = session;
  let asked: Asked | null = null;

  const queue = createNewestWins<Asked>(delayMs, async ({ request }, signal) => {
    try {
      const preview = await deps.engine.call("prepare/preview", { request }, { signal });
      if (!signal.aborted) store.setState({ preview, previewFailure: null, isPreviewPending: false });
    } catch (error) {
      if (signal.aborted) return;
      store.setState({ preview: null, previewFailure: toFailure(error), isPreviewPending: false });
    }
  });

  const ask = (next: Asked | null) => {
    asked = next;
    if (next) {
      store.setState({ isPreviewPending: true });
      queue.submit(next);
    } else {
      queue.cancel();
      store.setState({ preview: null, previewFailure: null, isPreviewPending: false });
    }
  };
  const current = (): Asked | null => {
    const { project, dataset } = store.getState();
    // Words about the use change nothing that is shown.
    const request = requestOf({ ...project.draft, intendedUse: "" }, dataset, deps.catalogue.models);
    return request && dataset ? { request, fingerprint: dataset.fingerprint } : null;
  };

  store.subscribe((state, before) => {
    if (state.project.draft === before.project.draft && state.dataset === before.dataset) return;
    const next = current();
    if (!sameValue(next, asked)) ask(next);
  });
  return { refresh: () => ask(current()) };
}
