/** The real jobs behind the real protocol, in one thread. */
import type { DatasetInfo } from "../../core/dataset";
import { createFailure } from "../../core/failure";
import { createRandom } from "../../core/random";
import type { FitRequest, Run } from "../../core/run";
import type { Storage } from "../../storage/storage";
import { createFileChannel } from "../file-channel.fixture";
import type { CallEvent, Notice } from "../protocol";
import { createCaller, respond, type Caller } from "../rpc";
import { createHandlers } from "./handlers";
import { createParts } from "./parts";

export interface TestEngine {
  readonly call: Caller["call"];
  readonly notices: readonly Notice[];
  /** Messages that reached the page. */
  messageCount(): number;
  open(file?: File, id?: string): Promise<DatasetInfo>;
  fit(asked: FitRequest, onEvent?: (event: CallEvent<"fit/start">) => void, resume?: Run | null): Promise<Run>;
  close(): void;
}

export function startEngine(storage: Storage): TestEngine {
  const channel = createFileChannel();
  const notices: Notice[] = [];
  let messages = 0;
  channel.page.addEventListener("message", () => messages++);
  const parts = createParts(storage, (notice) => responder.notify(notice));
  const responder = respond(channel.worker, createHandlers(parts));
  const { call, close } = createCaller(channel.page, (notice) => notices.push(notice));
  return {
    call,
    notices,
    messageCount: () => messages,
    open: (file = makeCsv(150), id = "d1") =>
      call("data/open", { id, files: [{ file, path: file.name }], options: {} }),
    fit(asked, onEvent, resume = null) {
      const params = { run: resume?.id ?? "r1", number: 1, request: asked, resume };
      return call("fit/start", params, onEvent ? { onEvent } : {});
    },
    close() {
      close(createFailure("engine/cancelled", { what: "the test" }));
      channel.close();
    },
  };
}

/** Two blobs that overlap a little, with a name that looks like a formula. */
export function makeCsv(rowCount: number): File {
  const random = createRandom(7);
  const rows = Array.from({ length: rowCount }, (_, i) => {
    const isIll = i % 3 === 0;
    const marker = (isIll ? 2 : 0) + random.normal();
    const age = 50 + 10 * random.normal();
    return `=A${i},${marker.toFixed(4)},${age.toFixed(2)},${i % 2 ? "north" : "south"},${isIll ? "ill" : "well"}`;
  });
  return new File([["note,marker,age,ward,state", ...rows].join("\n")], "wards.csv");
}

export const request: FitRequest = {
  dataset: "d1",
  task: { kind: "classification", target: "state", positive: "ill" },
  model: "logistic",
};
export const network: FitRequest = {
  ...request,
  model: "mlp",
  hyperparameters: { units: [4] },
  training: { epochs: 6, batchSize: 32, earlyStopping: false },
};
/** Long enough to be heard and stopped. */
export const long = { ...network, training: { ...network.training, epochs: 60 } };
