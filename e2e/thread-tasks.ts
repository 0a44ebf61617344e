/** How long the tasks of the page's thread take, in time of the processor: other programs of the machine do not count. */
import type { Browser } from "@playwright/test";

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the processor. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Starts to watch every page of the browser; the answer stops and gives the milliseconds of each task, longest first. */
export async function watchThreadTasks(browser: Browser): Promise<() => Promise<readonly number[]>> {
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => {
    events.push(...(value as unknown as TraceEvent[])); // the protocol calls them objects
  });
  const traceConfig = {
    includedCategories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"],
  };
  await session.send("Tracing.start", { traceConfig, transferMode: "ReportEvents" });
  return async () => {
    const isComplete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
    await session.send("Tracing.end");
    await isComplete;
    await session.detach();
    const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
    const pages = new Set(
      events.filter((event) => event.name === "thread_name" && event.args?.name === "CrRendererMain").map(threadOf),
    );
    return events
      .filter((event) => event.ph === "X" && event.name === "RunTask" && pages.has(threadOf(event)))
      .map(({ tdur = 0 }) => tdur / 1000)
      .toSorted((a, b) => b - a);
  };
}
