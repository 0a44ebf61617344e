/** Requests over a message port: ids, cancel, event streams, transfer, failures with code and cause. Knows no method by name. */
import { createFailure, toFailure, WorkbenchError, type Failure } from "../core/failure";
import { createBatch } from "./batch";
import type { CallEvent, CallOptions, Method, Notice, Params, Result, ToPage, ToWorker } from "./protocol";

/** What a Worker, a worker's own scope and a MessagePort have in common. */
export interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
  removeEventListener(type: "message", listener: (event: MessageEvent) => void): void;
  start?(): void;
}

/** What a handler is given beside its parameters. */
export interface CallContext<M extends Method> {
  /** Aborted when the caller no longer wants the answer. */
  readonly signal: AbortSignal;
  /** Sends an event to the caller, ten messages a second at most. Does nothing once the call has been answered. */
  emit(event: CallEvent<M>): void;
}

export type Handler<M extends Method> = (params: Params<M>, context: CallContext<M>) => Promise<Result<M>> | Result<M>;
export type Handlers = { readonly [M in Method]: Handler<M> };

export interface Responder {
  notify(notice: Notice): void;
  close(): void;
}

export interface Caller {
  /** Rejects with the WorkbenchError that the handler failed with. An abort asks the handler to end; its answer decides. */
  call<M extends Method>(method: M, params: Params<M>, options?: CallOptions<M>): Promise<Result<M>>;
  /** Rejects whatever is pending with this failure and stops listening. */
  close(failure: Failure): void;
}

const transfers = new WeakMap<object, Transferable[]>();

/** Marks what of a value (parameters, result or event) is to be moved instead of copied. */
export function withTransfer<T extends object>(value: T, transferables: Transferable[]): T {
  transfers.set(value, transferables);
  return value;
}

function transferOf(value: unknown): Transferable[] {
  return typeof value === "object" && value !== null ? (transfers.get(value) ?? []) : [];
}

/** Answers the requests that come in over the port, starting them in the order in which they came. */
export function respond(port: Port, handlers: Handlers): Responder {
  const running = new Map<number, AbortController>();

  function post(message: ToPage, transfer: Transferable[] = []): void {
    port.postMessage(message, transfer);
  }

  async function answer(request: Extract<ToWorker, { type: "request" }>): Promise<void> {
    const { id, method, params } = request;
    const controller = new AbortController();
    running.set(id, controller);
    const events = createBatch<CallEvent<Method>>((batch) => {
      post({ type: "events", id, events: batch }, batch.flatMap(transferOf));
    });
    const context: CallContext<Method> = {
      signal: controller.signal,
      emit(event) {
        if (running.get(id) === controller) events.add(event);
      },
    };
    try {
      const value = await handlerOf(handlers, method)(params, context);
      events.flush();
      post({ type: "result", id, value }, transferOf(value));
    } catch (error) {
      events.flush();
      post({ type: "failure", id, failure: failureOf(error, controller.signal, method) });
    } finally {
      running.delete(id);
    }
  }

  function receive({ data }: MessageEvent): void {
    const message = data as ToWorker; // the other end of the port is a Caller
    if (message.type === "request") void answer(message);
    else running.get(message.id)?.abort(new DOMException("the caller cancelled", "AbortError"));
  }

  port.addEventListener("message", receive);
  port.start?.();
  return {
    notify: (notice) => post({ type: "notice", notice }),
    close: () => port.removeEventListener("message", receive),
  };
}

type UntypedHandler = (params: unknown, context: CallContext<Method>) => unknown;

function handlerOf(handlers: Handlers, method: string): UntypedHandler {
  if (!Object.hasOwn(handlers, method)) throw new Error(`the engine knows no method “${method}”`);
  return handlers[method as Method] as UntypedHandler; // own key, and the caller typed the parameters by it
}

/** A handler that gave up because it was cancelled says so; anything else keeps its own failure. */
function failureOf(error: unknown, signal: AbortSignal, method: string): Failure {
  const isOwn = error instanceof WorkbenchError;
  if (!isOwn && signal.aborted) return createFailure("engine/cancelled", { what: method }, error);
  return toFailure(error);
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: WorkbenchError) => void;
  readonly onEvent: ((event: unknown) => void) | undefined;
}

/** Sends requests over the port and hands every answer, event and notice to whom it belongs. */
export function createCaller(port: Port, onNotice: (notice: Notice) => void): Caller {
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let closed: Failure | null = null;

  function receive({ data }: MessageEvent): void {
    const message = data as ToPage; // the other end of the port is a Responder
    if (message.type === "notice") return onNotice(message.notice);
    const call = pending.get(message.id);
    if (!call) return;
    if (message.type === "events") return message.events.forEach((event) => call.onEvent?.(event));
    pending.delete(message.id);
    if (message.type === "result") call.resolve(message.value);
    else call.reject(thrown(message.failure));
  }

  port.addEventListener("message", receive);
  port.start?.();

  return {
    call<M extends Method>(method: M, params: Params<M>, options: CallOptions<M> = {}): Promise<Result<M>> {
      const { signal, onEvent } = options;
      if (closed) return Promise.reject(thrown(closed));
      if (signal?.aborted) return Promise.reject(thrown(createFailure("engine/cancelled", { what: method })));
      const id = nextId++;
      const cancel = () => port.postMessage({ type: "cancel", id } satisfies ToWorker, []);
      const answered = new Promise<unknown>((resolve, reject) => {
        pending.set(id, { resolve, reject, onEvent: onEvent as Pending["onEvent"] }); // the handler typed its events by the method
        try {
          port.postMessage({ type: "request", id, method, params } satisfies ToWorker, transferOf(params));
        } catch (error) {
          pending.delete(id);
          reject(thrown(toFailure(error)));
        }
      });
      signal?.addEventListener("abort", cancel, { once: true });
      return answered.finally(() => signal?.removeEventListener("abort", cancel)) as Promise<Result<M>>; // typed by the protocol
    },
    close(failure) {
      closed = failure;
      port.removeEventListener("message", receive);
      for (const call of pending.values()) call.reject(thrown(failure));
      pending.clear();
    },
  };
}

function thrown(failure: Failure): WorkbenchError {
  return new WorkbenchError(failure, failure.cause === undefined ? undefined : { cause: failure.cause });
}
