/** The worker's side of the calls. */
import { answering } from "./answering";
import type { Call, StartedBackend, Where } from "./calls";
import { said } from "./said";

/** Answers calls one after the other, on the backend that `start` brings up. */
export function serve(start: (where: Where) => Promise<StartedBackend>): void {
  const answer = answering(start);
  self.onmessage = ({ data }: MessageEvent<Call>) => {
    void said(answer(data)).then((message) => self.postMessage(message));
  };
}
