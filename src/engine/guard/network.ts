/** Takes the network away from a scope (a page's window or a worker's self): every door is replaced by one that records the attempt and fails. */
import type { LedgerKind } from "../../core/ledger";
import { isLocal, isOwnFile, parseAddress, type OwnFiles } from "./own-file";

type Doors = typeof globalThis & Record<string, unknown>;

export interface Recorder {
  blocked(kind: LedgerKind, address: string): void;
}

const refusal = "Lightbench keeps your data on this computer: this page has no network.";

/** Constructors that open a connection or load something by their first argument. */
const constructors: readonly (readonly [string, LedgerKind])[] = [
  ["WebSocket", "websocket"],
  ["WebSocketStream", "websocket"],
  ["EventSource", "other"],
  ["WebTransport", "other"],
  ["RTCPeerConnection", "webrtc"],
  ["webkitRTCPeerConnection", "webrtc"],
  ["mozRTCPeerConnection", "webrtc"],
  ["SharedWorker", "other"],
  ["Notification", "other"],
];

/** Methods that load what their first argument names, by the interface that has them. */
const methods: readonly (readonly [string, string])[] = [
  ["Cache", "add"],
  ["Cache", "addAll"],
  ["BackgroundFetchManager", "fetch"],
  ["ServiceWorkerContainer", "register"],
];

/**
 * Replaces, for good, all that can send something somewhere. `fetch` lets the app's own files through, bare: no query,
 * body or header, and no redirect.
 */
export function takeNetworkAway(scope: typeof globalThis, own: OwnFiles, recorder: Recorder): void {
  const doors = scope as Doors; // reads members by name, present or not
  const { apply, construct } = Reflect;
  const { fetch: nativeFetch, Worker: NativeWorker } = doors;

  function refuse(kind: LedgerKind, address: unknown): DOMException {
    recorder.blocked(kind, addressText(address, own.base));
    return new DOMException(refusal, "NetworkError");
  }

  replace(doors, "fetch", (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const address = addressText(input, own.base);
    const isRequest = input instanceof doors.Request;
    const method = init?.method ?? (isRequest ? input.method : "GET");
    const isBare = method.toUpperCase() === "GET" && init?.body == null;
    if (!isBare || !(isLocal(address) || isOwnFile(address, own))) return Promise.reject(refuse("fetch", input));
    const signal = init?.signal ?? (isRequest ? input.signal : null);
    return apply(nativeFetch, doors, [address, { signal, redirect: "error" }]);
  });

  for (const [name, kind] of constructors) {
    if (!(name in doors)) continue;
    replace(doors, name, function (address: unknown) {
      throw refuse(kind, address);
    });
  }
  if ("XMLHttpRequest" in doors) {
    replace(
      doors,
      "XMLHttpRequest",
      closedRequest(scope, (address) => refuse("xhr", address)),
    );
  }
  if ("importScripts" in doors) {
    replace(doors, "importScripts", (address: unknown) => {
      throw refuse("other", address);
    });
  }
  if ("fetchLater" in doors) {
    replace(doors, "fetchLater", (address: unknown) => {
      throw refuse("fetch", address);
    });
  }
  for (const [name, method] of methods) {
    const prototype = prototypeOf(doors, name);
    if (!prototype || !(method in prototype)) continue;
    replace(prototype, method, (address: unknown) => Promise.reject(refuse("other", address)));
  }
  const navigatorPrototype = prototypeOf(doors, "Navigator");
  if (navigatorPrototype && "sendBeacon" in navigatorPrototype) {
    replace(navigatorPrototype, "sendBeacon", (address: unknown) => {
      refuse("beacon", address);
      return false;
    });
  }
  if (NativeWorker) {
    replace(doors, "Worker", function (address: string | URL, options?: WorkerOptions) {
      const text = addressText(address, own.base);
      if (!isOwnFile(text, own)) throw refuse("other", address);
      return construct(NativeWorker, [text, options]);
    });
  }
  // In a page the policy stops foreign fonts; a worker may have none.
  if (!("document" in doors) && "FontFace" in doors) {
    replace(doors, "FontFace", function (_family: unknown, source: unknown) {
      throw refuse("other", source);
    });
  }
}

/** Puts a value in the place of a member on the object and wherever its chain of prototypes has it, so that it stays there. */
export function replace(target: object, name: string, value: unknown): void {
  const descriptor: PropertyDescriptor = { value, writable: false, configurable: false, enumerable: true };
  for (let link: object | null = target; link; link = Object.getPrototypeOf(link) as object | null) {
    if (link === target || Object.hasOwn(link, name)) Object.defineProperty(link, name, descriptor);
  }
}

function prototypeOf(doors: Doors, name: string): object | undefined {
  const member = doors[name];
  return typeof member === "function" ? (member.prototype as object | undefined) : undefined;
}

/** An XMLHttpRequest that can be made and never opened. */
function closedRequest(scope: typeof globalThis, refuse: (address: unknown) => DOMException) {
  return class XMLHttpRequest extends scope.EventTarget {
    open(_method: string, address: unknown): void {
      throw refuse(address);
    }
    setRequestHeader(): void {}
    abort(): void {}
    send(): void {
      throw new DOMException(refusal, "InvalidStateError");
    }
  };
}

/** The full address of whatever a door was given: text, URL, Request, or the servers of a peer connection. */
export function addressText(value: unknown, base: string): string {
  const text = rawText(value);
  return (parseAddress(text, base)?.href ?? text).slice(0, 500);
}

function rawText(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof URL) return value.href;
  if (typeof value !== "object" || value === null) return "";
  if ("url" in value && typeof value.url === "string") return value.url;
  if ("iceServers" in value) return JSON.stringify(value.iceServers) ?? "";
  return Object.prototype.toString.call(value);
}
