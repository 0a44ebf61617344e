import { useState } from "react";

/** Whether something asked for is under way, and how to ask for it; `onFailure` is told what went wrong. */
export function useBusy(
  onFailure: (error: unknown) => void,
): readonly [isBusy: boolean, ask: (work: () => Promise<void>) => void] {
  const [isBusy, setBusy] = useState(false);
  const ask = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      onFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return [isBusy, (work) => void ask(work)];
}
