/** Starts a module worker under the page's own policy. */

/** The page's guard lets nobody else start a worker from a blob. */
const NativeWorker = globalThis.Worker;

/**
 * A worker takes its policy from its own response, and a static host sends none: such a worker could still `import()`
 * from anywhere. One that starts from a blob inherits the policy of the page, its meta tag included (HTML, "policy
 * container"); all that the blob does is import the real program.
 * @param address The worker's built program, on the page's own origin.
 */
export function launchWorker(address: string, name: string): Worker {
  const program = `import ${JSON.stringify(new URL(address, document.baseURI).href)};`;
  const blob = new Blob([program], { type: "text/javascript" });
  return new NativeWorker(URL.createObjectURL(blob), { type: "module", name });
}
