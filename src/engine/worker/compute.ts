/** Where the computing is done: chosen once, changed on request, chosen again when the graphics device is lost. */
import type { BackendId, EngineInfo } from "../../core/engine-info";
import { createFailure, toFailure } from "../../core/failure";
import { chooseBackend, forgetLostBackend, useBackend } from "../../tensor/backend";
import { onDeviceLost } from "../../tensor/device-loss";
import type { Notice } from "../protocol";

export interface Compute {
  /** The choice that is in force, or a first one. */
  info(): Promise<EngineInfo>;
  start(backend: BackendId | null): Promise<EngineInfo>;
  use(backend: BackendId): Promise<EngineInfo>;
}

const mostLosses = 3;

/** @param idle resolves when nothing computes any more: only then may the backend change. */
export function createCompute(idle: () => Promise<void>, notify: (notice: Notice) => void): Compute {
  let current: Promise<EngineInfo> | null = null;
  let losses = 0;

  /** One choice at a time; a refused one leaves the one before in force. */
  function change(choose: () => Promise<EngineInfo>): Promise<EngineInfo> {
    const before = current;
    const next = Promise.resolve(before?.catch(() => null)).then(choose);
    const settled = next.catch((error: unknown) => {
      if (before) return before;
      throw error;
    });
    settled.catch(() => {}); // told to whoever asks for it
    current = settled;
    return next;
  }

  onDeviceLost((reason) => {
    const failure = createFailure("engine/device-lost", { reason });
    void idle()
      .then(() => change(() => chooseAgain(++losses)))
      .then(
        (info) => notify({ type: "backend", info, failure }),
        (error: unknown) => {
          current = Promise.reject(error);
          current.catch(() => {}); // told to whoever asks for it
          notify({ type: "lost", failure: toFailure(error) });
        },
      );
  });

  return {
    info: () => current ?? change(() => chooseBackend()),
    start: (backend) => change(() => chooseBackend(backend ?? undefined)),
    use: (backend) => change(() => useBackend(backend)),
  };
}

/** A device that is lost over and over is not asked again. */
function chooseAgain(losses: number): Promise<EngineInfo> {
  forgetLostBackend();
  return losses < mostLosses ? chooseBackend() : useBackend("cpu");
}
