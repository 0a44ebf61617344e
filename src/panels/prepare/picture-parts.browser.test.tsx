import { beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { gentleAugmentation } from "../../core/augmentation";
import type { PictureExample } from "../../core/prepare-preview";
import type { Picture } from "../../core/picture";
import { emptyDraft, type Draft } from "../../core/project";
import { renderPanel } from "../render.fixture";
import { createFakeWorkbench, emptyProject, type FakeWorkbench } from "../workbench.fixture";
import { PictureParts } from "./picture-parts";
import { previewFixture } from "./preview.fixture";

const even = (side: number, level: number): Picture => ({
  width: side,
  height: side,
  channels: 1,
  pixels: new Uint8Array(side * side).fill(level),
});

const preview = {
  ...previewFixture,
  resolved: {
    ...previewFixture.resolved,
    family: "cnn",
    training: { ...previewFixture.resolved.training, augmentation: gentleAugmentation },
  },
  featureCount: 256,
};

function show(training: Draft["training"] = {}): FakeWorkbench {
  const project = { ...emptyProject, draft: { ...emptyDraft, training } };
  const pictureExample = async (_: unknown, place: number): Promise<PictureExample> => ({
    row: 10 + place,
    before: even(40, 100),
    prepared: even(16, 100),
    varied: Array.from({ length: 8 }, (_, i) => even(16, 20 * i)),
  });
  const workbench = createFakeWorkbench({ preview, project }, { pictureExample });
  renderPanel(workbench, <PictureParts preview={preview} />);
  return workbench;
}

const asked = (workbench: FakeWorkbench, action: string) =>
  workbench.calls.filter((call) => call.action === action).map((call) => call.given);

beforeEach(() => page.viewport(1000, 900));

test("shows a training picture before and after the steps, and another one", async () => {
  const workbench = show();
  const section = page.getByRole("region", { name: "What the model will see" });
  await expect.element(section).toHaveTextContent("Row 11, one of the training rows");
  await expect.element(section).toHaveTextContent("40 × 40 pixels, grey");
  await expect.element(section).toHaveTextContent("256 numbers16 × 16 pixels, grey");
  await section.getByRole("button", { name: "Another picture" }).click();
  await expect.element(section).toHaveTextContent("Row 12");
  expect(asked(workbench, "pictureExample").map(([, place]) => place)).toEqual([0, 1]);
});

test("shows how it is varied, and asks anew with other settings", async () => {
  const workbench = show();
  const strip = page.getByRole("group", { name: "The picture above, varied with these settings" });
  await expect.poll(() => strip.getByRole("img").elements()).toHaveLength(8);
  await expect.element(page.getByText("Mirror images stay off")).toBeVisible();
  const turn = page.getByRole("spinbutton", { name: "Turn (degrees)" });
  await expect.element(turn).toHaveValue("8");
  await turn.fill("30");
  turn.element().blur();
  await expect
    .poll(() => asked(workbench, "setTraining").at(-1))
    .toEqual([{ augmentation: { ...gentleAugmentation, rotate: 30 } }]);
  workbench.project.setState({
    project: { ...emptyProject, draft: { ...emptyDraft, training: { augmentation: { rotate: 30 } } } },
  });
  await expect
    .poll(() => asked(workbench, "pictureExample").at(-1)?.[0])
    .toMatchObject({ model: "cnn", training: { augmentation: { rotate: 30 } } });
});

test("is switched off", async () => {
  const off = show();
  const toggle = page.getByRole("switch", { name: "Vary the training pictures" });
  await toggle.click();
  expect(asked(off, "setTraining")).toEqual([[{ augmentation: false }]]);
});

test("switched on it takes what is usual for the model, without mirror images", async () => {
  const on = show({ augmentation: false });
  await expect.element(page.getByRole("spinbutton")).not.toBeInTheDocument();
  await page.getByRole("switch", { name: "Vary the training pictures" }).click();
  const [[settings] = []] = asked(on, "setTraining");
  expect(settings).toMatchObject({ augmentation: { rotate: expect.any(Number) } });
  expect(settings).not.toHaveProperty("augmentation.flipHorizontal");
});

test("stays within a phone", async () => {
  await page.viewport(390, 844);
  show();
  await expect.element(page.getByRole("spinbutton", { name: "Zoom" })).toBeInTheDocument();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});
