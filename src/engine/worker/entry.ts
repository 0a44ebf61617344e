/** Where the worker begins: first the guard, then everything else. */
import type { Port } from "../rpc";
import { guardWorker } from "./guard";

const isDevelopment = import.meta.env.DEV;
// Built files lie in assets/, one folder below the page.
guardWorker(globalThis, { base: new URL(isDevelopment ? "/" : "../", import.meta.url).href, isDevelopment });

const port = globalThis as unknown as Port; // a worker's own scope is its port
import("./serve").then(({ serve }) => serve(port)).catch((error: unknown) => reportError(error)); // reaches the page as the worker's error event
