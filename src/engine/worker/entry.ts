/** Where the worker begins: first the guard, then everything else. */
import { guardWorker } from "./guard";

const isDevelopment = import.meta.env.DEV;
// Built files lie in assets/, one folder below the page.
guardWorker(globalThis, { base: new URL(isDevelopment ? "/" : "../", import.meta.url).href, isDevelopment });

import("./serve").then(({ serve }) => serve(globalThis)).catch((error: unknown) => reportError(error)); // reaches the page as the worker's error event
