import { afterEach, beforeEach, expect, test } from "vitest";
import type { LedgerEntry, PageGuard } from "../core/ledger";
import { installPageGuard } from "./page-guard";

const elsewhere = "https://elsewhere.invalid/leak";
type Scope = Window & typeof globalThis;

let frame: HTMLIFrameElement;
let scope: Scope;
let guard: PageGuard;

/** A page of its own to guard: the guard stays for good. */
beforeEach(async () => {
  frame = document.createElement("iframe");
  frame.srcdoc = "<p>page</p>";
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  scope = frame.contentWindow as Scope; // loaded
  guard = installPageGuard({ scope, isDevelopment: false });
});
afterEach(() => frame.remove());

function blocked(): readonly string[] {
  return guard
    .entries()
    .filter((entry) => entry.outcome === "blocked")
    .map((entry) => `${entry.kind} ${entry.address}`)
    .toReversed();
}

test("every door is shut, and every attempt stands in the ledger once", async () => {
  await expect(scope.fetch(elsewhere)).rejects.toThrow("no network");
  await expect(scope.fetch(new scope.Request(elsewhere, { method: "POST", body: "x" }))).rejects.toThrow("no network");
  await expect(scope.fetch("assets/a.js", { method: "POST", body: "x" })).rejects.toThrow("no network");
  await expect(scope.fetch("assets/a.js?patient=7")).rejects.toThrow("no network");
  const request = new scope.XMLHttpRequest();
  expect(() => request.open("GET", elsewhere)).toThrow("no network");
  expect(() => request.send()).toThrow();
  expect(() => new scope.WebSocket("wss://elsewhere.invalid/")).toThrow("no network");
  expect(() => new scope.EventSource(elsewhere)).toThrow("no network");
  expect(() => new scope.RTCPeerConnection({ iceServers: [{ urls: "stun:elsewhere.invalid" }] })).toThrow("no network");
  expect(scope.navigator.sendBeacon(elsewhere, "x")).toBe(false);
  expect(scope.open(elsewhere)).toBeNull();

  const own = new URL("assets/a.js", scope.document.baseURI).href;
  expect(blocked()).toEqual([
    `fetch ${elsewhere}`,
    `fetch ${elsewhere}`,
    `fetch ${own}`,
    `fetch ${own}?patient=7`,
    `xhr ${elsewhere}`,
    "websocket wss://elsewhere.invalid/",
    `other ${elsewhere}`,
    expect.stringMatching(/^webrtc .*stun:elsewhere\.invalid/),
    `beacon ${elsewhere}`,
    `navigation ${elsewhere}`,
  ]);
  expect(guard.counts()).toMatchObject({ blocked: 10, requests: 0 });
});

test("a later script cannot open a door again", () => {
  for (const name of ["fetch", "XMLHttpRequest", "WebSocket", "RTCPeerConnection", "open"] as const) {
    const shut = scope[name];
    expect(
      Reflect.set(scope, name, () => "open"),
      name,
    ).toBe(false);
    expect(Reflect.deleteProperty(scope, name), name).toBe(false);
    expect(Reflect.defineProperty(scope, name, { value: () => "open" }), name).toBe(false);
    expect(scope[name], name).toBe(shut);
  }
  expect(() => new (scope.WebSocket.prototype.constructor as typeof WebSocket)("wss://elsewhere.invalid/")).toThrow();
});

test("neither a script nor a link leaves the page; saving a file does not count", async () => {
  const { document: page } = scope;
  scope.location.href = `${elsewhere}?script`;
  scope.location.assign("/upload?patient=7");
  const link = page.body.appendChild(page.createElement("a"));
  link.href = `${elsewhere}?link`;
  link.click();
  link.target = "_blank";
  link.href = `${elsewhere}?tab`;
  link.click();
  const file = page.body.appendChild(page.createElement("a"));
  file.href = URL.createObjectURL(new Blob(["a,b"]));
  file.download = "predictions.csv";
  let isSaved = false;
  file.addEventListener("click", (event) => {
    isSaved = !event.defaultPrevented;
    event.preventDefault(); // the test needs no file
  });
  file.click();
  scope.location.hash = "part";

  expect(isSaved).toBe(true);
  expect(blocked()).toEqual([
    `navigation ${elsewhere}?script`,
    expect.stringMatching(/^navigation .*\/upload\?patient=7$/),
    `navigation ${elsewhere}?link`,
    `navigation ${elsewhere}?tab`,
  ]);
  expect(frame.contentDocument?.body.textContent).toContain("page");
});

test("neither a link outside the document nor one in a drawing opens a tab", () => {
  const { document: page } = scope;
  const link = page.createElement("a");
  link.target = "_blank";
  link.href = `${elsewhere}?detached`;
  link.click();
  link.href = `${elsewhere}?dispatched`;
  link.dispatchEvent(new scope.MouseEvent("click"));
  page.body.innerHTML = `<svg><a href="${elsewhere}?drawing" target="_blank"><text>go</text></a></svg>`;
  page.querySelector("text")?.dispatchEvent(new scope.MouseEvent("click", { bubbles: true }));
  expect(blocked()).toEqual(["detached", "dispatched", "drawing"].map((which) => `navigation ${elsewhere}?${which}`));
  // Other clicks and events go on as ever.
  let heard = 0;
  const button = page.body.appendChild(page.createElement("button"));
  button.addEventListener("click", () => heard++);
  button.click();
  button.dispatchEvent(new scope.MouseEvent("click"));
  expect(heard).toBe(2);
});

test("the window of a frame is guarded as well, and the frame does not stay", async () => {
  const { document: page } = scope;
  page.body.innerHTML = "<p><iframe></iframe></p>";
  const inner = page.querySelector("iframe")!; // just made
  const child = inner.contentWindow as Scope; // in the document
  expect(() => new child.RTCPeerConnection()).toThrow("no network");
  await expect(child.fetch(elsewhere)).rejects.toThrow("no network");
  await expect.poll(() => inner.isConnected).toBe(false);
  expect(blocked()).toEqual([expect.stringMatching(/^webrtc/), `fetch ${elsewhere}`, "other about:blank"]);
});

test("only the engine may start a worker from a blob", () => {
  const address = URL.createObjectURL(new Blob(["fetch('https://elsewhere.invalid/')"]));
  expect(() => new scope.Worker(address)).toThrow("no network");
  expect(blocked()).toEqual([`other ${address}`]);
});

test("a request that really left is counted, from when the page is ready", async () => {
  let heard = 0;
  guard.subscribe(() => heard++);
  guard.markReady();
  expect(heard).toBe(1);
  // No policy stops this picture here: it goes to the test's own server, beside the app's files.
  const picture = new scope.Image();
  picture.src = new URL("/elsewhere.png?patient=7", location.href).href;
  await expect.poll(() => guard.counts().requests).toBe(1);
  expect(guard.entries()[0]).toMatchObject({ outcome: "left", place: "page", address: picture.src });
  expect(heard).toBe(2);
});

test("the worker's entries count, newest first", () => {
  const entry = (kind: LedgerEntry["kind"], outcome: LedgerEntry["outcome"]): LedgerEntry => {
    return { at: "2026-01-01T00:00:00Z", place: "worker", kind, address: kind, outcome };
  };
  guard.add([entry("fetch", "blocked"), entry("other", "own-file"), entry("xhr", "left")]);
  expect(guard.counts()).toMatchObject({ blocked: 1, ownFiles: 1, requests: 1 });
  expect(guard.entries().map((item) => item.kind)).toEqual(["xhr", "other", "fetch"]);
});
