/** A message channel that files and blobs can pass, as they can in a browser: Node 20 loses the ones and may die of the others. */
import type { Port } from "./rpc";

export interface FileChannel {
  readonly page: Port;
  readonly worker: Port;
  close(): void;
}

export function createFileChannel(): FileChannel {
  const { port1, port2 } = new MessageChannel();
  const blobs: Blob[] = [];
  return {
    page: passBlobs(port1, blobs),
    worker: passBlobs(port2, blobs),
    close() {
      port1.close();
      port2.close();
    },
  };
}

/** Sends a number in the place of each blob, and looks it up on arrival. */
function passBlobs(port: MessagePort, blobs: Blob[]): Port {
  const received = new Map<(event: MessageEvent) => void, (event: MessageEvent) => void>();
  return {
    postMessage(message, transfer) {
      const lean = mapValues(message, (value) =>
        value instanceof Blob ? { $blob: blobs.push(value) - 1 } : undefined,
      );
      port.postMessage(lean, transfer);
    },
    addEventListener(type, listener) {
      const receive = ({ data }: MessageEvent) => {
        const whole = mapValues(data, (value) =>
          typeof value === "object" && value !== null && "$blob" in value ? blobs[Number(value.$blob)] : undefined,
        );
        listener(new MessageEvent("message", { data: whole }));
      };
      received.set(listener, receive);
      port.addEventListener(type, receive);
    },
    removeEventListener: (type, listener) => port.removeEventListener(type, received.get(listener) ?? listener),
    start: () => port.start(),
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
