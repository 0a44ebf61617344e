/** A message channel that files can pass, as they can in a browser: Node 20 loses them on the way. */
import type { Port } from "./rpc";

export interface FileChannel {
  readonly page: Port;
  readonly worker: Port;
  close(): void;
}

export function createFileChannel(): FileChannel {
  const { port1, port2 } = new MessageChannel();
  const files: File[] = [];

  const page: Port = {
    postMessage(message, transfer) {
      const lean = mapValues(message, (value) =>
        value instanceof File ? { $file: files.push(value) - 1 } : undefined,
      );
      port1.postMessage(lean, transfer);
    },
    addEventListener: (type, listener) => port1.addEventListener(type, listener),
    removeEventListener: (type, listener) => port1.removeEventListener(type, listener),
    start: () => port1.start(),
  };
  const worker: Port = {
    postMessage: (message, transfer) => port2.postMessage(message, transfer),
    addEventListener(type, listener) {
      port2.addEventListener(type, ({ data }) => {
        const whole = mapValues(data, (value) =>
          typeof value === "object" && value !== null && "$file" in value ? files[Number(value.$file)] : undefined,
        );
        listener(new MessageEvent("message", { data: whole }));
      });
    },
    removeEventListener: () => {},
    start: () => port2.start(),
  };
  return {
    page,
    worker,
    close() {
      port1.close();
      port2.close();
    },
  };
}

/** Replaces what the function has another value for, however deep. */
function mapValues(value: unknown, replacement: (value: unknown) => unknown): unknown {
  const other = replacement(value);
  if (other !== undefined) return other;
  if (Array.isArray(value)) return value.map((item) => mapValues(item, replacement));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapValues(item, replacement)]));
}
