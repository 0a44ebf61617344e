/** The engine as the page sees it: one worker at a time, watched, and replaced when it dies. */
import type { BackendId } from "../core/engine-info";
import { createFailure, toFailure, WorkbenchError, type Failure } from "../core/failure";
import type { Wording } from "../core/wording";
import type { CallOptions, Engine, Method, Notice, Params, Result } from "./protocol";
import { createCaller, type Caller, type Port } from "./rpc";

/** What the client needs of a Worker. */
export interface EngineWorker extends Port {
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
  addEventListener(type: "error" | "messageerror", listener: (event: Event) => void): void;
  terminate(): void;
}

export interface EngineClientOptions {
  /** `crashes` counts the workers that died before this one. */
  createWorker(crashes: number): EngineWorker;
}

/** A worker from its start to its end. */
interface Life {
  /** Gives the caller once the worker serves; rejects when it ended before. */
  readonly ready: Promise<Caller>;
  end(failure: Failure): void;
}

const crashLimit = 3;
const crashWindowMs = 30_000;

const reasons = {
  ended: { en: "the browser ended it, most likely for want of memory", zh: "被浏览器终止，多半是内存不足" },
  unreadable: { en: "a message could not be read", zh: "消息无法读取" },
} as const satisfies Record<string, Wording>;

export function createEngine(options: EngineClientOptions): Engine {
  const noticeListeners = new Set<(notice: Notice) => void>();
  const restartListeners = new Set<(failure: Failure) => void>();
  const giveUpListeners = new Set<(failure: Failure) => void>();
  const crashTimes: number[] = [];
  /** What the page last chose; undefined before the engine has been started. */
  let chosen: BackendId | null | undefined;
  let isOver = false;
  let life = startLife();

  function startLife(): Life {
    const begun = beginLife(options, crashTimes.length, tell, (reason, cause) => {
      if (begun === life && !isOver)
        crashed(createFailure("engine/crashed", { reasonEn: reason.en, reasonZh: reason.zh }, cause));
    });
    return begun;
  }

  function tell(notice: Notice): void {
    for (const listener of noticeListeners) listener(notice);
  }

  function crashed(failure: Failure): void {
    const now = performance.now();
    crashTimes.push(now);
    if (crashTimes.filter((time) => now - time < crashWindowMs).length > crashLimit) return giveUp(failure);
    const dead = life;
    life = startLife();
    dead.end(failure);
    for (const listener of restartListeners) listener(failure);
    if (chosen !== undefined) void chooseAgain(life, chosen, failure);
  }

  function giveUp(last: Failure): void {
    isOver = true;
    const detail = { crashes: crashLimit + 1, seconds: crashWindowMs / 1000 };
    const failure = createFailure("engine/gave-up", detail, last.cause ?? last.message);
    life.end(failure);
    for (const listener of giveUpListeners) listener(failure);
  }

  /** A new worker has chosen nothing yet: it is asked to before anything that waits for it. */
  async function chooseAgain(begun: Life, backend: BackendId | null, failure: Failure): Promise<void> {
    try {
      const info = await (await begun.ready).call("engine/start", { backend });
      tell({ type: "backend", info, failure });
    } catch (error) {
      // Another crash is told by itself; a refusal is answered to whoever calls next.
      if (!(error instanceof WorkbenchError)) throw error;
    }
  }

  /** The caller of the present worker; a call that was not sent yet outlives a crash. */
  async function present(): Promise<Caller> {
    for (;;) {
      const awaited = life;
      try {
        return await awaited.ready;
      } catch (error) {
        if (awaited === life) throw error;
      }
    }
  }

  return {
    async call<M extends Method>(method: M, params: Params<M>, callOptions?: CallOptions<M>): Promise<Result<M>> {
      if (method === "engine/start") chosen = (params as Params<"engine/start">).backend; // by the method
      const answer = await (await present()).call(method, params, callOptions);
      if (method === "engine/use-backend") chosen = (params as Params<"engine/use-backend">).backend; // by the method
      return answer;
    },
    onNotice: (listener) => listen(noticeListeners, listener),
    onRestart: (listener) => listen(restartListeners, listener),
    onGiveUp: (listener) => listen(giveUpListeners, listener),
    dispose() {
      isOver = true;
      life.end(createFailure("engine/cancelled", { what: "Lightbench" }));
    },
  };
}

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function beginLife(
  { createWorker }: EngineClientOptions,
  crashes: number,
  tell: (notice: Notice) => void,
  onDeath: (reason: Wording, cause?: unknown) => void,
): Life {
  const worker = createWorker(crashes);
  const watch = new AbortController();
  let settle: { resolve: (caller: Caller) => void; reject: (error: Error) => void } | undefined;
  const ready = new Promise<Caller>((resolve, reject) => (settle = { resolve, reject }));
  ready.catch(() => {}); // whoever waits for it is told; nobody need wait

  const caller = createCaller(worker, (notice) => {
    if (notice.type === "ready") {
      if (notice.lock !== undefined) void watchLock(notice.lock, watch.signal, () => onDeath(reasons.ended));
      settle?.resolve(caller);
    }
    tell(notice);
  });
  worker.addEventListener("error", (event) => {
    const text = "message" in event ? String(event.message) : "its program could not be loaded";
    onDeath({ en: text, zh: text }, text);
  });
  worker.addEventListener("messageerror", () => onDeath(reasons.unreadable));

  return {
    ready,
    end(failure) {
      watch.abort();
      worker.terminate();
      caller.close(failure);
      settle?.reject(new WorkbenchError(failure));
    },
  };
}

/** Waits for the lock that the worker holds as long as it lives, so that even a death without an event is noticed. */
async function watchLock(name: string, signal: AbortSignal, onFree: () => void): Promise<void> {
  try {
    await navigator.locks.request(name, { signal }, () => {});
    onFree();
  } catch (error) {
    if (!signal.aborted) throw new WorkbenchError(toFailure(error));
  }
}
