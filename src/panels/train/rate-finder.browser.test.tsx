import { expect, test } from "vitest";
import { page } from "vitest/browser";
import type { ResolvedFit } from "../../core/run";
import { defaultTraining } from "../../core/training";
import type { WorkbenchActions } from "../../state/workbench";
import { renderPanel } from "../render.fixture";
import { createFakeWorkbench } from "../workbench.fixture";
import { RateFinder } from "./rate-finder";

const resolved: ResolvedFit = {
  dataset: "d1",
  task: { kind: "classification", target: "state" },
  family: "mlp",
  preset: null,
  hyperparameters: {},
  pipeline: [],
  split: { kind: "random" },
  training: defaultTraining,
  seed: 1,
  intendedUse: "",
};

const points = Array.from({ length: 60 }, (_, i) => ({ rate: 10 ** (i / 10 - 6), loss: 2 - Math.min(i, 40) / 40 }));

function show(findRate: WorkbenchActions["findRate"]) {
  const workbench = createFakeWorkbench({}, { findRate });
  renderPanel(workbench, <RateFinder resolved={resolved} />);
  return workbench;
}

const find = () => page.getByRole("button", { name: "Find a learning rate" }).click();

test("a click tries rates, draws the curve, and a second one takes what is suggested", async () => {
  const workbench = show(async () => ({ points, suggested: 0.00312 }));
  await find();
  await expect.element(page.getByRole("img", { name: "The loss falls well at 0.0031" })).toBeVisible();
  await page.getByRole("button", { name: "Use 0.0031" }).click();
  expect(workbench.calls.find(({ action }) => action === "setTraining")?.given).toEqual([{ learningRate: 0.0031 }]);
});

test("where the loss fell at no rate, nothing is suggested", async () => {
  show(async () => ({ points: points.map(({ rate }) => ({ rate, loss: 1 })), suggested: null }));
  await find();
  await expect.element(page.getByRole("img", { name: "The loss fell at no rate" })).toBeVisible();
  expect(page.getByRole("button", { name: /^Use/ }).elements()).toEqual([]);
});

test("a model without a rate says so", async () => {
  show(async () => null);
  await find();
  await expect.element(page.getByText("there is no rate to look for")).toBeVisible();
});

test("a search can be stopped and begun again", async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const workbench = show((_, signal) => {
    signals.push(signal);
    return new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(new Error("stopped"))));
  });
  await find();
  await page.getByRole("button", { name: "Stop" }).click();
  expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
  expect(page.getByRole("button", { name: "Stop" }).elements()).toEqual([]);
  await find();
  await expect.element(page.getByRole("button", { name: "Stop" })).toBeVisible();
  expect(signals.map((signal) => signal?.aborted)).toEqual([true, false]);
  expect(workbench.calls.filter(({ action }) => action === "report")).toEqual([]);
});
