/** Lets waiting messages in: a ping over a message channel, which neither hidden tabs nor timers slow down. */
const waiting: (() => void)[] = [];
let ping: MessagePort | null = null;

/** Resolves after the messages that are waiting have been delivered. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    (ping ??= openChannel()).postMessage(null);
  });
}

function openChannel(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port2.onmessage = () => waiting.shift()?.();
  // Under Node an open port would keep the process alive; browsers have no unref.
  for (const port of [port1, port2]) if ("unref" in port && typeof port.unref === "function") port.unref();
  return port1;
}
