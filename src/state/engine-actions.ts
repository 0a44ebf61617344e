/** The engine's start, its backend, its crashes, and what it reports to the ledger. */
import type { BackendId, EngineInfo } from "../core/engine-info";
import { createFailure, toFailure, WorkbenchError, type Failure } from "../core/failure";
import type { Session } from "./session";
import type { WorkbenchActions } from "./workbench";

type EngineActions = Pick<WorkbenchActions, "engineInfo" | "useBackend" | "memory">;

export interface EngineControl {
  readonly actions: EngineActions;
  /** Starts the engine and listens to it; resolves when it has started or has failed, which the state then says. */
  start(onStartedAnew: () => void): Promise<void>;
}

export function createEngineControl(session: Session): EngineControl {
  const { engine: store, notes } = session;
  const { engine, guard, requestedBackend } = session.deps;
  let backend: BackendId | null = requestedBackend;
  let starting: Promise<void> = Promise.resolve();

  const startEngine = async () => {
    try {
      const info = await engine.call("engine/start", { backend });
      store.setState({ info, phase: "ready", failure: null });
    } catch (error) {
      const failure = toFailure(error);
      // A crash while starting is followed by another start, which answers for both.
      if (failure.code === "engine/crashed") return;
      store.setState({ phase: "failed", failure });
      notes.reportFailure(failure);
    }
  };

  const listen = (onStartedAnew: () => void) => {
    const showLedger = () => store.setState({ ledger: guard.counts(), ledgerEntries: guard.entries() });
    guard.subscribe(showLedger);
    engine.onNotice((notice) => {
      if (notice.type === "ledger") guard.add(notice.entries);
      if (notice.type === "backend") {
        store.setState({ info: notice.info, phase: "ready", failure: null });
        if (notice.failure) notes.reportFailure(notice.failure);
      }
    });
    engine.onRestart((failure: Failure) => {
      store.setState((state) => ({ phase: "starting", failure, restarts: state.restarts + 1 }));
      notes.reportFailure(failure);
      starting = startEngine().then(onStartedAnew);
    });
  };

  const settled = async () => {
    // A restart may take the place of the start that was waited for.
    for (let waited: Promise<void> | null = null; waited !== starting;) {
      waited = starting;
      await waited;
    }
  };

  return {
    start(onStartedAnew) {
      listen(onStartedAnew);
      starting = startEngine();
      return settled();
    },
    actions: {
      async engineInfo(): Promise<EngineInfo> {
        await settled();
        const { info, failure } = store.getState();
        if (info) return info;
        throw new WorkbenchError(failure ?? createFailure("engine/no-backend", { tried: "" }));
      },
      async useBackend(id) {
        const info = await engine.call("engine/use-backend", { backend: id });
        backend = id;
        store.setState({ info, phase: "ready", failure: null });
        return info;
      },
      memory: () => engine.call("engine/memory", {}),
    },
  };
}
