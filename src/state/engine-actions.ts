/** The engine's start, its backend, its crashes, and what it reports to the ledger. */
import { createFailure, toFailure, WorkbenchError } from "../core/failure";
import type { Notice } from "../engine/protocol";
import type { Session } from "./session";
import type { WorkbenchActions } from "./workbench";

type EngineActions = Pick<WorkbenchActions, "engineInfo" | "useBackend" | "memory">;

export interface EngineControl {
  readonly actions: EngineActions;
  /** Starts the engine and listens to it; resolves when it has started or has failed, which the state then says. */
  start(onStartedAnew: () => void): Promise<void>;
}

export function createEngineControl(session: Session): EngineControl {
  const { engine: store, notes, autosave } = session;
  const { engine, guard, requestedBackend } = session.deps;

  const settled = () =>
    new Promise<void>((resolve) => {
      if (store.getState().phase !== "starting") return resolve();
      const stop = store.subscribe(({ phase }) => {
        if (phase === "starting") return;
        stop();
        resolve();
      });
    });

  const hear = (notice: Notice) => {
    switch (notice.type) {
      case "ready":
        return;
      case "ledger":
        return guard.add(notice.entries);
      case "backend":
        store.setState({ info: notice.info, phase: "ready", failure: null });
        // A crash has been told when it happened.
        if (notice.failure && notice.failure.code !== "engine/crashed") notes.reportFailure(notice.failure);
        return;
      case "lost":
        store.setState({ phase: "failed", failure: notice.failure });
        return notes.reportFailure(notice.failure);
      case "storage":
        autosave.markNotKept(notice.dataset ?? notice.run ?? null, notice.failure);
        notes.reportFailure(notice.failure);
    }
  };

  const listen = (onStartedAnew: () => void) => {
    const showLedger = () => store.setState({ ledger: guard.counts(), ledgerEntries: guard.entries() });
    guard.subscribe(showLedger);
    engine.onNotice(hear);
    engine.onRestart((failure) => {
      store.setState((state) => ({ phase: "starting", failure, restarts: state.restarts + 1 }));
      notes.reportFailure(failure);
      void settled().then(onStartedAnew);
    });
    engine.onGiveUp((failure) => {
      store.setState({ phase: "failed", failure });
      notes.reportFailure(failure);
    });
  };

  return {
    async start(onStartedAnew) {
      listen(onStartedAnew);
      try {
        const info = await engine.call("engine/start", { backend: requestedBackend });
        store.setState({ info, phase: "ready", failure: null });
      } catch (error) {
        const failure = toFailure(error);
        // After a crash the engine starts again by itself and says so.
        if (failure.code === "engine/crashed") return settled();
        if (store.getState().phase === "failed") return;
        store.setState({ phase: "failed", failure });
        notes.reportFailure(failure);
      }
    },
    actions: {
      async engineInfo() {
        await settled();
        const { info, failure, phase } = store.getState();
        if (info && phase === "ready") return info;
        throw new WorkbenchError(failure ?? createFailure("engine/no-backend", { tried: { en: "none", zh: "无" } }));
      },
      async useBackend(id) {
        const info = await engine.call("engine/use-backend", { backend: id });
        store.setState({ info, phase: "ready", failure: null });
        return info;
      },
      memory: () => engine.call("engine/memory", {}),
    },
  };
}
