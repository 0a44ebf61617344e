import { expect, test } from "vitest";
import { isOwnFile } from "./own-file";

const built = { base: "https://host.example/tools/lightbench/", isDevelopment: false };

test.each([
  "https://host.example/tools/lightbench/",
  "index.html",
  "assets/entry-Dk3_a.js",
  "assets/deep/kernel.wasm",
  "./assets/a.js#part",
])("%s is an own file", (address) => expect(isOwnFile(address, built)).toBe(true));

test.each([
  "https://evil.example/tools/lightbench/assets/a.js",
  "http://host.example/tools/lightbench/assets/a.js",
  "https://host.example/assets/a.js",
  "assets/a.js?patient=7",
  "?patient=7",
  "assets/../../other/a.js",
  "assets/",
  "upload",
  "https://patient-7@host.example/tools/lightbench/assets/a.js",
  "wss://host.example/tools/lightbench/assets/a.js",
  "data:text/plain,x",
  "https://",
])("%s is none", (address) => expect(isOwnFile(address, built)).toBe(false));

test("in development the whole origin is own", () => {
  const development = { ...built, isDevelopment: true };
  expect(isOwnFile("/src/main.tsx?t=1", development)).toBe(true);
  expect(isOwnFile("https://evil.example/src/main.tsx", development)).toBe(false);
});
